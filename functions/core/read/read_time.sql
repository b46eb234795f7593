-- core.read_time: read a caller's time; raises if it is invalid.
--
-- A timestamptz can be infinite, before Christ or in the year 294276. No event has such
-- a time, and arithmetic on it fails.

create or replace function core.read_time(
    p_name text,
    p_value timestamptz,
    p_key text default 'core.invalid_argument'
)
    returns timestamptz
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_value is null or p_value < '1900-01-01Z' or p_value >= '3000-01-01Z' then
        perform core.raise_error(
            p_key,
            format(
                '%s is %s, not a time from 1900 to 2999.',
                p_name, coalesce(p_value::text, 'null')
            )
        );
    end if;
    return p_value;
end;
$$;

grant execute on function core.read_time(text, timestamptz, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_time(text, timestamptz, text) is
$$A time from 1900 to 2999; null is refused.

Errors: PT422 core.invalid_argument, or p_key.
$$;
