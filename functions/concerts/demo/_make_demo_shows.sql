-- concerts._make_demo_shows: make the shows of the demo that are not there.
--
-- The coming ones begin at eight in the evening, in the time zone of their venue.

create or replace function concerts._make_demo_shows()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into concerts.shows (
        artist_id, venue_id, show_on, starts_at, timezone, status, title
    )
    select
        concerts._demo_artist(d.artist), v.id, d.show_on,
        case when d.is_coming then (d.show_on + time '20:00') at time zone v.timezone end,
        v.timezone, d.status, d.title
    from (
        select p.artist, p.venue, p.show_on, p.status, p.title, false as is_coming
        from concerts._list_demo_past_shows() as p
        union all
        select
            c.artist, c.venue, concerts._demo_day(c.venue, c.days_ahead), 'scheduled',
            null, true
        from concerts._list_demo_coming_shows() as c
    ) as d
    inner join concerts.venues as v on v.id = concerts._demo_venue(d.venue)
    order by d.show_on, 1
    on conflict (artist_id, venue_id, show_on) do nothing;
$$;

comment on function concerts._make_demo_shows() is
    'Make the shows that are missing. The caller holds concerts._lock_feeds.';
