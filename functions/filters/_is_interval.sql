-- filters._is_interval: is this text an interval that is not negative? Null is none.

create or replace function filters._is_interval(p_text text)
    returns boolean
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return p_text is null or p_text::interval >= interval '0';
exception
    when data_exception then
        return false;
end;
$$;

comment on function filters._is_interval(text) is
    'Also true for null: no interval is asked for.';
