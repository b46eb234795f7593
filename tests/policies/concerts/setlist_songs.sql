-- Proves policies/concerts/setlist_songs.sql.j2.
begin;
select plan(6);

select * from tests.is_curated(
    'concerts.setlist_songs',
    'setlist_id, song_id, place, encore, is_tape, info',
    $$ insert into concerts.setlist_songs (setlist_id, song_id, place)
       values (5001, 3001, 9) $$,
    p_deletes => true
);

select * from finish();
rollback;
