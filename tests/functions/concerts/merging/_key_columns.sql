-- Proves functions/concerts/merging/_key_columns.sql.
begin;
select plan(2);

select is(
    concerts._key_columns('concerts.votes'), '{setlist_song_id,user_id}'::text[],
    'the primary key, in its order'
);
create table concerts.bare (n integer);
select throws_ok(
    $$ select concerts._key_columns('concerts.bare') $$, 'PT409',
    'concerts.merge_conflict', 'a table without one is refused'
);

select * from finish();
rollback;
