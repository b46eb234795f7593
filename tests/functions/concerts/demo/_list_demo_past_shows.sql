-- Proves functions/concerts/demo/_list_demo_past_shows.sql.
begin;
select plan(4);

select is(
    (
        select count(distinct concat_ws('/', s.artist, s.venue, s.show_on))
        from concerts._list_demo_past_shows() as s
    ), 42::bigint, 'there are 42 shows'
);
select is(
    (
        select count(*)
        from concerts._list_demo_past_shows() as s
        inner join concerts._list_demo_artists() as a on s.artist = a.name
        inner join concerts._list_demo_venues() as v on s.venue = v.name
    ), 42::bigint, 'of artists of the demo, at its venues'
);
select is(
    array(
        select s.artist || ' ' || s.show_on from concerts._list_demo_past_shows() as s
        where s.status <> 'scheduled'
    ), '{Adele 2017-07-01}', 'one was cancelled'
);
select ok(
    (select max(s.show_on) < '2026-01-01' from concerts._list_demo_past_shows() as s),
    'all of them are over'
);

select * from finish();
rollback;
