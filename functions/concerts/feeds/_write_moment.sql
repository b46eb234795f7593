-- concerts._write_moment: a moment as Ticketmaster takes it, yyyy-MM-ddTHH:mm:ssZ.

create or replace function concerts._write_moment(p_at timestamptz)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

comment on function concerts._write_moment(timestamptz) is
    'Return a moment in UTC, to the second.';
