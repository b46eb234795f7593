-- concerts._read_zone: the name of a time zone, if Postgres has it.

create or replace function concerts._read_zone(p_text text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_text !~ '^([A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2}|UTC)$' then
        return null;
    end if;
    perform '2000-01-01'::timestamp at time zone p_text;
    return p_text;
exception
    when invalid_parameter_value then
        return null;
end;
$$;

comment on function concerts._read_zone(text) is
    'Return an IANA name such as Asia/Manila; null for other text.';
