-- Proves functions/concerts/votes/cast_vote.sql.
begin;
select plan(10);

-- Given: the small tour.
select tests.small_tour();

select tests.login_as(tests.user('cleo'));
select is(
    api.cast_vote(6001, 'k'), '{"setlist_song_id": 6001, "votes": 3}'::jsonb,
    'a user votes'
);
select is(
    api.cast_vote(6001, 'k'), '{"setlist_song_id": 6001, "votes": 3}'::jsonb,
    'a repeated call with the same key returns the same answer'
);
select throws_ok(
    'select api.cast_vote(6001)', 'PT409', 'concerts.already_voted', 'once'
);
select throws_ok(
    $$ select api.cast_vote(6002, 'k') $$, 'PT422', 'core.idempotency_key_reused',
    'a key is for one request'
);
select throws_ok(
    'select api.cast_vote(6004)', 'PT409', 'concerts.voting_closed',
    'not after the start'
);
select throws_ok(
    'select api.cast_vote(null)', 'PT404', 'concerts.unknown_song', 'not for no song'
);
select throws_ok(
    $$ select api.cast_vote(6002, repeat('k', 300)) $$, 'PT422',
    'core.invalid_argument', 'a key is short'
);
reset role;
update core.settings set value = '{"requests": 1, "seconds": 60}'
where name = 'concerts.vote_rate';
select tests.login_as(tests.user('dan'));
select lives_ok('select api.cast_vote(6001)', 'a limit admits a vote');
select throws_ok(
    'select api.cast_vote(6002)', 'PGRST', null, 'and refuses the next'
);
select tests.login_as(null);
select throws_ok(
    'select api.cast_vote(6001)', 'PT403', 'core.not_permitted', 'only users vote'
);

select * from finish();
rollback;
