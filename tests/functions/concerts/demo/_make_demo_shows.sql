-- Proves functions/concerts/demo/_make_demo_shows.sql.
begin;
select plan(5);

-- Given: the records of the demo, on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
do $$ begin perform concerts._make_demo_records(); end $$;
do $$ begin perform concerts._make_demo_shows(); end $$;

select is((select count(*) from concerts.shows), 60::bigint, 'there are 60 shows');
select results_eq(
    $$
    select h.show_on, h.starts_at, h.closes_at = h.starts_at, h.timezone
    from concerts.shows as h
    inner join concerts.artists as a on h.artist_id = a.id
    where a.name = 'Eraserheads'
    $$,
    $$
    values (
        '2026-06-21'::date, '2026-06-21 12:00+00'::timestamptz, true, 'Asia/Manila'
    )
    $$,
    'a coming one begins at eight in the evening'
);
select results_eq(
    $$
    select h.starts_at, h.title
    from concerts.shows as h
    inner join concerts.artists as a on h.artist_id = a.id
    where a.name = 'Queen' and h.show_on = '1985-07-13'
    $$,
    $$ values (null::timestamptz, 'Live Aid') $$, 'of a past one the day is known'
);
select is(
    (
        select count(*) from concerts.shows as h
        where h.status = 'cancelled'
    ), 1::bigint,
    'one is cancelled'
);
do $$ begin perform concerts._make_demo_shows(); end $$;
select is(
    (select count(*) from concerts.shows), 60::bigint, 'a second time makes nothing'
);

select * from finish();
rollback;
