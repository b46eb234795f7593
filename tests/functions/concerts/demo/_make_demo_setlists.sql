-- Proves functions/concerts/demo/_make_demo_setlists.sql.
begin;
select plan(4);

-- Given: the shows of the demo.
do $$ begin perform concerts._make_demo_records(); end $$;
do $$ begin perform concerts._make_demo_shows(); end $$;
do $$ begin perform concerts._make_demo_setlists(); end $$;

select results_eq(
    $$
    select l.kind, count(distinct l.id), count(*)
    from concerts.setlists as l
    inner join concerts.setlist_songs as s on l.id = s.setlist_id
    group by l.kind order by l.kind
    $$,
    $$ values ('played', 6::bigint, 61::bigint), ('wished', 8, 47) $$,
    'six setlists were played, eight are wished'
);
select is(
    (
        select count(*)
        from concerts.setlist_songs as s
        inner join concerts.songs as o on s.song_id = o.id
        inner join concerts.setlists as l on s.setlist_id = l.id
        inner join concerts.shows as h on l.show_id = h.id
        where
            o.artist_id <> h.artist_id
            or (l.kind = 'wished') <> (h.show_on > core.now()::date)
    ), 0::bigint, 'songs are those of the artist, wishes those for coming shows'
);
select is(
    (
        select array_agg(o.title order by s.place)
        from concerts.setlist_songs as s
        inner join concerts.songs as o on s.song_id = o.id
        inner join concerts.artists as a on o.artist_id = a.id
        where a.name = 'Queen'
    ),
    '{Bohemian Rhapsody,Radio Ga Ga,Hammer to Fall,Crazy Little Thing Called Love,
      We Will Rock You,We Are the Champions}', 'songs are at their places'
);
do $$ begin perform concerts._make_demo_setlists(); end $$;
select is(
    (select count(*) from concerts.setlist_songs), 108::bigint,
    'a second time makes nothing'
);

select * from finish();
rollback;
