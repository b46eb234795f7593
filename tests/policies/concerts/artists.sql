-- Proves policies/concerts/artists.sql.j2.
begin;
select plan(5);

select * from tests.is_curated(
    'concerts.artists',
    'name, ticketmaster_id, popularity, genres, image_url',
    $$ insert into concerts.artists (name) values ('X') $$
);

select * from finish();
rollback;
