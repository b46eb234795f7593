-- Proves functions/concerts/demo/_demo_venue.sql.
begin;
select plan(3);

-- Given: halls of one name in two cities, one of them twice.
insert into concerts.venues (id, name, city)
overriding system value
values
(2001, 'Harpa', 'Akureyri'), (2002, 'HARPA', 'Reykjavík'), (2003, 'Harpa', 'Reykjavík');

select is(
    concerts._demo_venue('Harpa'), 2002::bigint, 'the first one in its city is taken'
);
select is(concerts._demo_venue('The O2'), null, 'a venue may be missing');
select is(concerts._demo_venue('Hall'), null, 'one that the demo lacks is not found');

select * from finish();
rollback;
