-- Proves functions/concerts/merging/_key_sql.sql.
begin;
select plan(1);

select is(
    concerts._key_sql('concerts.votes'),
    'jsonb_build_object(''setlist_song_id'', t.setlist_song_id, '
    '''user_id'', t.user_id)',
    'an object of the key'
);

select * from finish();
rollback;
