-- Proves functions/concerts/demo/_list_demo_coming_shows.sql.
begin;
select plan(4);

select is(
    (
        select count(distinct concat_ws('/', s.artist, s.venue, s.days_ahead))
        from concerts._list_demo_coming_shows() as s
    ), 18::bigint, 'there are 18 shows'
);
select is(
    (
        select count(*)
        from concerts._list_demo_coming_shows() as s
        inner join concerts._list_demo_artists() as a on s.artist = a.name
        inner join concerts._list_demo_venues() as v on s.venue = v.name
    ), 18::bigint, 'of artists of the demo, at its venues'
);
select ok(
    (select min(s.days_ahead) > 1 from concerts._list_demo_coming_shows() as s),
    'none is so soon that votes close at once'
);
select is(
    (
        select count(*) from concerts._list_demo_coming_shows() as s
        where s.interest between 0 and 1
    ), 8::bigint, 'eight have a wished setlist'
);

select * from finish();
rollback;
