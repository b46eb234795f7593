-- Proves functions/concerts/votes/withdraw_vote.sql.
begin;
select plan(6);

-- Given: the small tour.
select tests.small_tour();

select tests.login_as(tests.user('ada'));
select is(
    api.withdraw_vote(6001), '{"setlist_song_id": 6001, "votes": 1}'::jsonb,
    'a user takes a vote back'
);
select throws_ok(
    'select api.withdraw_vote(6001)', 'PT404', 'concerts.not_voted', 'once'
);
select throws_ok(
    'select api.withdraw_vote(6004)', 'PT409', 'concerts.voting_closed',
    'not after the start'
);
select is(
    (api.cast_vote(6001)) ->> 'votes', '2', 'and may vote again'
);
select throws_ok(
    'select api.withdraw_vote(null)', 'PT404', 'concerts.unknown_song',
    'of a song that there is'
);
select tests.login_as(null);
select throws_ok(
    'select api.withdraw_vote(6001)', 'PT403', 'core.not_permitted', 'a user has votes'
);

select * from finish();
rollback;
