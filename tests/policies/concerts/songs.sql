-- Proves policies/concerts/songs.sql.j2.
begin;
select plan(5);

select * from tests.is_curated(
    'concerts.songs',
    'artist_id, title, cover_of',
    $$ insert into concerts.songs (artist_id, title) values (1002, 'X') $$
);

select * from finish();
rollback;
