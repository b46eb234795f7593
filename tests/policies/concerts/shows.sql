-- Proves policies/concerts/shows.sql.j2.
begin;
select plan(5);

select * from tests.is_curated(
    'concerts.shows',
    'artist_id, venue_id, show_on, starts_at, timezone, status, title, url',
    $$ insert into concerts.shows (artist_id, show_on) values (1002, '2099-01-02') $$
);

select * from finish();
rollback;
