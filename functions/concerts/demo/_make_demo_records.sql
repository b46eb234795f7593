-- concerts._make_demo_records: make artists, venues and songs of the demo that are not
-- there.

create or replace function concerts._make_demo_records()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into concerts.artists (name, genres)
    select d.name, d.genres
    from concerts._list_demo_artists() as d
    where concerts._demo_artist(d.name) is null
    order by d.name;

    insert into concerts.venues (name, city, state, country, latitude, longitude, timezone)
    select d.name, d.city, d.state, d.country, d.latitude, d.longitude, d.timezone
    from concerts._list_demo_venues() as d
    where concerts._demo_venue(d.name) is null
    order by d.name;

    insert into concerts.songs (artist_id, title, cover_of)
    select concerts._demo_artist(d.artist), d.title, d.cover_of
    from concerts._list_demo_songs() as d
    order by 1, 2
    on conflict (artist_id, lower(title)) do nothing;
$$;

comment on function concerts._make_demo_records() is
    'Make the records that are missing. The caller holds concerts._lock_feeds.';
