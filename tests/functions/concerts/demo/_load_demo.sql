-- Proves functions/concerts/demo/_load_demo.sql.
begin;
select plan(8);

-- Given: the demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
create temporary table made on commit drop as select concerts._load_demo() as answer;

select results_eq(
    $$
    select (m.answer -> 'is_new')::boolean, m.answer ->> 'shows',
        (m.answer ->> 'votes')::integer > 2000
    from made as m
    $$,
    $$ values (true, '60', true) $$, 'the demo has 60 shows and votes for them'
);
select is(
    array(
        select i.name from core.invariants as i
        where i.module = 'concerts' and (core.run_invariant(i.name)).violations > 0
    ), '{}', 'it breaks no invariant'
);
select is(
    array(
        select e.entity from concerts.merge_entities as e
        where
            e.is_mergeable
            and concerts.find_duplicates(e.entity, 0.6) -> 'items' <> '[]'
    ), '{}', 'no two records are like duplicates'
);
select is(
    (select count(*) from concerts.vote_changes), 0::bigint, 'trends have the votes'
);
select is(
    concerts.get_trending_artists(1) #>> '{items,0,name}', 'Taylor Swift',
    'those whom fans vote for are trending'
);
select is(
    concerts.search_concerts('bjork harpa', 1) #>> '{items,0,venue}', 'Harpa',
    'shows are found'
);
select is(
    concerts._load_demo(), '{"is_new": false, "shows": 60}', 'again it changes nothing'
);
select tests.set_clock('2026-08-15 12:00+00');
select is(
    concerts._load_demo() ->> 'is_new', 'false', 'also when coming shows are over'
);

select * from finish();
rollback;
