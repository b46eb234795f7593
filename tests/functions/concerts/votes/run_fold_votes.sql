-- Proves functions/concerts/votes/run_fold_votes.sql.
begin;
select plan(6);

-- Given: the small tour, with two votes.
select tests.small_tour();

select is(concerts.run_fold_votes(), false, 'the queue is taken at once');
select is_empty('select from concerts.vote_changes', 'it is empty then');
select is(
    (
        select h.votes from concerts.artist_heats as h
        where h.artist_id = 1001
    ),
    2::bigint, 'the artist has the votes'
);
select results_eq(
    $$ select e.topic, e.payload from core.events as e
       where e.type = 'concerts.setlist.voted' $$,
    $$ values (
        'concerts:setlist:5001',
        '{"v": 1, "setlist_id": 5001,
          "songs": [{"setlist_song_id": 6001, "votes": 2}]}'::jsonb
    ) $$,
    'one event for both'
);
delete from concerts.votes
where setlist_song_id = 6001;
select is(concerts.run_fold_votes(), false, 'withdrawals are taken, too');
select is_empty(
    'select from concerts.artist_heats where artist_id = 1001', 'no vote is no heat'
);

select * from finish();
rollback;
