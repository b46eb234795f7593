-- Proves policies/concerts/venues.sql.j2.
begin;
select plan(5);

select * from tests.is_curated(
    'concerts.venues',
    'name, city, state, country, latitude, longitude, timezone',
    $$ insert into concerts.venues (name) values ('X') $$
);

select * from finish();
rollback;
