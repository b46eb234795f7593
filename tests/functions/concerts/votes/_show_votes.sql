-- Proves functions/concerts/votes/_show_votes.sql.
begin;
select plan(2);

-- Given: the small tour.
select tests.small_tour();

select is(
    concerts._show_votes(6001), '{"setlist_song_id": 6001, "votes": 2}'::jsonb,
    'the shards are summed up'
);
select is(concerts._show_votes(6003) ->> 'votes', '0', 'no vote is 0');

select * from finish();
rollback;
