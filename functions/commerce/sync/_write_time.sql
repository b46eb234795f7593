-- commerce._write_time: a time as field states have it: UTC, text that sorts by time.

create or replace function commerce._write_time(p_at timestamptz)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

comment on function commerce._write_time(timestamptz) is
    'ISO 8601 in UTC with microseconds, from year 1900 to 2999.';
