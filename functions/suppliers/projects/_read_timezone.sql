-- suppliers._read_timezone: read a caller's time zone; raises if Postgres knows none of
-- this name.

create or replace function suppliers._read_timezone(p_timezone text, p_key text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from pg_catalog.pg_timezone_names as z where z.name = p_timezone
    ) then
        perform core.raise_error(
            p_key, format('timezone %L is not a time zone.', core.excerpt(p_timezone))
        );
    end if;
    return p_timezone;
end;
$$;

comment on function suppliers._read_timezone(text, text) is
$$The name of a time zone, as in Asia/Manila.

Errors: p_key.
$$;
