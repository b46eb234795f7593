-- concerts._make_demo_shows: the shows of the demo around a day, without setlists.
--
-- The title says that a show is made up. One that is there already stays as it is.

create or replace function concerts._make_demo_shows(p_today date)
    returns bigint[]
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with place as materialized (
        select d.name, min(v.id) as id, min(d.timezone) as timezone
        from concerts._list_demo_venues() as d
        inner join concerts.venues as v
            on lower(d.name) = lower(v.name) and lower(d.city) = lower(v.city)
        group by d.name
    )

    , made as (
        insert into concerts.shows (
            artist_id, venue_id, show_on, starts_at, timezone, status, title
        )
        select
            concerts._find_demo_artist(s.artist), p.id, p_today + s.days,
            (p_today + s.days + s.begins) at time zone p.timezone, p.timezone, s.status,
            'Demo: ' || s.artist || ' at ' || s.venue
        from concerts._list_demo_shows() as s
        inner join place as p on s.venue = p.name
        order by s.days
        on conflict do nothing
        returning id
    )

    select coalesce(array_agg(m.id order by m.id), '{}') from made as m
$$;

comment on function concerts._make_demo_shows(date) is
    'Returns the ids of the shows that were made.';
