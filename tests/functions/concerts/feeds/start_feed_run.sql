-- Proves functions/concerts/feeds/start_feed_run.sql.
begin;
select plan(9);

select tests.set_clock('2026-03-01T12:00Z');
select is(
    concerts.start_feed_run('ticketmaster', p_lease_seconds => 60) - 'run_id',
    '{"token": 1, "kind": "incremental", "is_resumed": false}',
    'a run starts'
);
select
    isnt((select connected_at from concerts.feeds
where name = 'ticketmaster'), null, 'the feed is connected');
select throws_ok(
    $$ select concerts.start_feed_run('ticketmaster', p_lease_seconds => 60) $$,
    'PT409',
    'concerts.feed_running',
    'one run goes at a time'
);
select tests.set_clock('2026-03-01T12:02Z');
select is(
    concerts.start_feed_run('ticketmaster', p_lease_seconds => 60) - 'run_id',
    '{"token": 2, "kind": "incremental", "is_resumed": true}',
    'a run whose lease is over goes on with a new token'
);
select tests.set_clock('2026-03-01T13:00Z');
select is(
    concerts.start_feed_run('ticketmaster', true, false, null) - 'run_id',
    '{"token": 1, "kind": "full", "is_resumed": false}',
    'a full run begins anew'
);
select is(
    concerts.start_feed_run('ticketmaster', false, false, null) - 'run_id',
    '{"token": 2, "kind": "full", "is_resumed": true}',
    'and is gone on with'
);
select tests.set_clock('2026-03-02T16:00Z');
select is(
    concerts.start_feed_run('ticketmaster', null, null, null) -> 'is_resumed',
    'false',
    'one that is a day old is given up'
);
select throws_ok(
    $$ select concerts.start_feed_run('x') $$,
    'PT404',
    'concerts.unknown_feed',
    'an unknown feed is refused'
);
set local role service_role;
select throws_ok(
    $$ select concerts.start_feed_run('spotify', p_lease_seconds => null) $$,
    'PT422',
    'core.invalid_argument',
    'over HTTP there is no session'
);
reset role;
select pg_advisory_unlock_all();

select * from finish();
rollback;
