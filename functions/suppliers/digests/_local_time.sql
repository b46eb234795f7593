-- suppliers._local_time: what the clocks of a time zone say.
--
-- A zone that the server has lost must not keep others from their digests.

create or replace function suppliers._local_time(p_timezone text)
    returns timestamp
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return core.now() at time zone p_timezone;
exception
    when invalid_parameter_value then
        return core.now() at time zone 'UTC';
end;
$$;

comment on function suppliers._local_time(text) is
    'Local date and time; an unknown time zone is UTC.';
