-- filters._is_interval: whether a text is an interval from 0 to 100 years.
--
-- A longer or infinite one would leave the range of timestamps when it is added to one.

create or replace function filters._is_interval(p_text text)
    returns boolean
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return p_text is null
        or p_text::interval between interval '0' and interval '100 years';
exception
    when data_exception then
        return false;
end;
$$;

comment on function filters._is_interval(text) is
    'Also true for null, which means that no interval is set.';
