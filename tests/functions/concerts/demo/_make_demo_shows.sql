-- Proves functions/concerts/demo/_make_demo_shows.sql.
begin;
select plan(4);

-- Given: the records of the demo, and one of its shows by another source.
select concerts._make_demo_records();
insert into concerts.shows (artist_id, venue_id, show_on, title)
values
(
    concerts._find_demo_artist('Radiohead'),
    (
        select v.id from concerts.venues as v
        where v.name = 'Paradiso'
    ),
    '2026-06-21',
    'Real'
);
create temporary table made (ids bigint[]) on commit drop;
insert into made (ids) values (concerts._make_demo_shows('2026-06-15'));

select is((select cardinality(m.ids) from made as m), 59, 'the others are made');
select is(
    (
        select s.starts_at from concerts.shows as s
        where s.title = 'Demo: Taylor Swift at Madison Square Garden'
    ), '2026-06-19T19:00-04:00'::timestamptz, 'a show starts at the time of its venue'
);
select is(
    (
        select count(*) from concerts.shows as s
        where s.title like 'Demo: %'
    ), 59::bigint,
    'the title tells that it is made up'
);
select is(concerts._make_demo_shows('2026-06-15'), '{}', 'again none is made');

select * from finish();
rollback;
