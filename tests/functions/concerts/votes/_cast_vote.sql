-- Proves functions/concerts/votes/_cast_vote.sql.
begin;
select plan(2);

-- Given: the small tour.
select tests.small_tour();

select tests.login_as(tests.user('cleo'));
reset role;
select is(
    concerts._cast_vote('{"setlist_song_id": 6002}') ->> 'votes', '1',
    'a vote is written'
);
select is(
    (
        select v.closes_at from concerts.votes as v
        where v.setlist_song_id = 6002 and v.user_id = tests.user('cleo')
    ),
    '2099-05-01T12:00Z', 'with the time until which it could come'
);

select * from finish();
rollback;
