-- Proves policies/concerts/songs.sql.j2.
begin;
select plan(5);

select * from tests.is_curated(
    'concerts.songs',
    'artist_id, title, cover_of'
);

select * from finish();
rollback;
