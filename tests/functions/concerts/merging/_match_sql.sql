-- Proves functions/concerts/merging/_match_sql.sql.
begin;
select plan(1);

select is(
    concerts._match_sql('concerts.votes', '$1'),
    't.setlist_song_id = ($1 ->> ''setlist_song_id'')::bigint'
    ' and t.user_id = ($1 ->> ''user_id'')::uuid',
    'the columns of the key with their types'
);

select * from finish();
rollback;
