-- concerts._demo_day: the day at a venue of the demo, so many days from now.

create or replace function concerts._demo_day(p_venue text, p_days integer)
    returns date
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select (core.now() at time zone d.timezone)::date + p_days
    from concerts._list_demo_venues() as d
    where d.name = p_venue
$$;

comment on function concerts._demo_day(text, integer) is
    'Return a day. Units: days of the time zone that the demo has for the venue.';
