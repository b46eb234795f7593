-- Proves functions/concerts/demo/_make_demo_setlists.sql.
begin;
select plan(5);

-- Given: the shows of the demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
select concerts._make_demo_records();
select concerts._make_demo_setlists(
    concerts._make_demo_shows('2026-06-15'), '2026-06-15'
);
create temporary table setlist on commit drop as
select
    h.title,
    l.kind,
    l.created_at,
    count(s.id) as songs,
    max(s.place) as last,
    count(*) filter (where s.encore = 1) as encores
from concerts.shows as h
inner join concerts.setlists as l on h.id = l.show_id
left join concerts.setlist_songs as s on l.id = s.setlist_id
group by h.id, l.id;

select results_eq(
    $$ select kind, count(*), bool_and(songs = last)
       from setlist group by kind order by kind $$,
    $$ values ('played', 38::bigint, true), ('wished', 28::bigint, true) $$,
    'past shows have a played setlist, coming and recent ones a wished one'
);
select is_empty(
    $$ select title, songs from setlist
       where kind = 'wished' and (songs not between 8 and 10 or encores > 0) $$,
    'wished ones have 8 to 10 songs'
);
select is_empty(
    $$ select title, songs from setlist
       where kind = 'played' and encores not in (1, 2) $$,
    'played ones have an encore'
);
select ok(
    (select max(created_at) from setlist) <= core.now(), 'none is from the future'
);
select is(
    (
        select array_agg(o.title order by s.place)
        from concerts.setlist_songs as s
        inner join concerts.songs as o on s.song_id = o.id
        inner join concerts.setlists as l on s.setlist_id = l.id
        inner join concerts.shows as h on l.show_id = h.id
        where h.title = 'Demo: Radiohead at Paradiso'
    ), array[
        'No Surprises', 'Karma Police', 'Paranoid Android', 'Weird Fishes/Arpeggi',
        'Street Spirit (Fade Out)', 'There There', 'Creep',
        'Everything in Its Right Place', 'Pyramid Song', 'Idioteque'
    ], 'the order is that of the seed'
);

select * from finish();
rollback;
