-- concerts._make_demo_records: the artists, venues and songs of the demo.
--
-- What is there already, by its name, stays as it is and is used.

create or replace function concerts._make_demo_records()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into concerts.artists (name, popularity, genres)
    select d.name, d.popularity, d.genres
    from concerts._list_demo_artists() as d
    where
        not exists (
            select from concerts.artists as a where lower(a.name) = lower(d.name)
        );

    insert into concerts.venues (
        name, city, state, country, latitude, longitude, timezone
    )
    select d.name, d.city, d.state, d.country, d.latitude, d.longitude, d.timezone
    from concerts._list_demo_venues() as d
    where
        not exists (
            select from concerts.venues as v
            where lower(v.name) = lower(d.name) and lower(v.city) = lower(d.city)
        );

    insert into concerts.songs (artist_id, title, cover_of)
    select concerts._find_demo_artist(d.artist), d.title, d.cover_of
    from concerts._list_demo_songs() as d
    on conflict do nothing;
end;
$$;

comment on function concerts._make_demo_records() is
    'Adds those that are not there.';
