-- concerts._make_demo_setlists: make the played setlists of the demo, and the wished
-- ones.
--
-- A wished setlist has the artist's songs of the demo. A setlist that is there stays as
-- it is.

create or replace function concerts._make_demo_setlists()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with song as materialized (
        select
            d.artist, d.show_on, 'played' as kind, d.place, d.title, d.encore, d.is_tape
        from concerts._list_demo_setlists() as d
        union all
        select
            c.artist, concerts._demo_day(c.venue, c.days_ahead), 'wished',
            row_number() over (
                partition by c.artist, c.days_ahead order by convert_to(o.title, 'UTF8')
            ),
            o.title, 0, false
        from concerts._list_demo_coming_shows() as c
        inner join concerts._list_demo_songs() as o on c.artist = o.artist
        where c.interest is not null
    )

    , made as (
        insert into concerts.setlists (show_id, kind)
        select distinct h.id, s.kind
        from song as s
        inner join concerts.shows as h
            on h.artist_id = concerts._demo_artist(s.artist) and h.show_on = s.show_on
        order by h.id
        on conflict (show_id, kind) do nothing
        returning id, show_id, kind
    )

    insert into concerts.setlist_songs (
        setlist_id, song_id, place, encore, is_tape
    )
    select m.id, o.id, s.place, s.encore, s.is_tape
    from made as m
    inner join concerts.shows as h on m.show_id = h.id
    inner join song as s
        on
            h.artist_id = concerts._demo_artist(s.artist)
            and h.show_on = s.show_on
            and m.kind = s.kind
    inner join concerts.songs as o
        on o.artist_id = h.artist_id and lower(o.title) = lower(s.title)
    order by m.id, s.place
$$;

comment on function concerts._make_demo_setlists() is
    'Make the setlists of the demo. The caller holds concerts._lock_feeds.';
