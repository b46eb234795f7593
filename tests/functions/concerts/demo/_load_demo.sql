-- Proves functions/concerts/demo/_load_demo.sql.
begin;
select plan(9);

-- Given: the demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
create temporary table made on commit drop as select concerts._load_demo() as answer;

select results_eq(
    $$ select answer ->> 'shows', (answer -> 'is_new')::boolean from made $$,
    $$ values ('60', true) $$, 'the demo has 60 shows'
);
select results_eq(
    $$ select
           (select count(*) from concerts.artists),
           (select count(*) from concerts.venues),
           (select count(*) from concerts.songs) $$,
    $$ values (30::bigint, 20::bigint, 200::bigint) $$,
    'of 30 artists at 20 venues, with 200 songs'
);
select is(
    array(
        select i.name from core.invariants as i
        where i.module = 'concerts' and (core.run_invariant(i.name)).violations > 0
    ), '{}', 'it breaks no invariant'
);
select results_eq(
    $$ select (select count(*) from concerts.vote_changes), sum(votes)::bigint,
       (select answer ->> 'votes' from made)::bigint from concerts.artist_heats $$,
    $$ select 0::bigint, count(*), count(*) from concerts.votes $$,
    'all votes count in trends'
);
select is(
    (
        select md5(string_agg(
            concat_ws(
                '|', h.title, l.kind, o.title, s.place, v.user_id,
                to_char(v.voted_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')
            ),
            e'\n'
            order by convert_to(concat(h.title, l.kind, o.title), 'UTF8'), v.user_id
        ))
        from concerts.setlist_songs as s
        inner join concerts.setlists as l on s.setlist_id = l.id
        inner join concerts.shows as h on l.show_id = h.id
        inner join concerts.songs as o on s.song_id = o.id
        left join concerts.votes as v on s.id = v.setlist_song_id
    ), '8f7a47948ffa259aa3e5ace3f7078895', 'on one day it is the same on every server'
);
select is(
    (
        select jsonb_agg(f.page -> 'items')
        from concerts.match_sources as m
        cross join lateral (
            select concerts.find_duplicates(m.entity, m.queue_threshold) as page
        ) as f
    ), '[[], [], [], []]', 'no two records are alike'
);
select is(
    jsonb_path_query_array(concerts.get_trending_artists(3), '$.items[*].name'),
    '["Billie Eilish", "Taylor Swift", "Arctic Monkeys"]',
    'the popular artists with many votes and a near show are trending'
);
select is(
    concerts._load_demo(), '{"is_new": false, "shows": 60}', 'again it changes nothing'
);
select tests.set_clock('2026-06-20 12:00+00');
select is(
    concerts._load_demo(), '{"is_new": false, "shows": 60}', 'nor on another day'
);

select * from finish();
rollback;
