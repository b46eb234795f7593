-- Proves functions/concerts/feeds/_feed_lag.sql.
begin;
select plan(3);

select tests.set_clock('2026-03-01T12:00Z');
select is(concerts._feed_lag('spotify'), null, 'a feed that is not used does not lag');
update concerts.feeds set connected_at = '2026-03-01T11:00Z'
where name = 'spotify';
select is(
    concerts._feed_lag('spotify'),
    3600::numeric,
    'one that never succeeded lags since it is used'
);
insert into concerts.feed_runs (
    feed, kind, cursor, status, started_at, progressed_at, finished_at
)
values (
    'spotify',
    'full',
    '{}',
    'succeeded',
    '2026-03-01T11:59Z',
    '2026-03-01T12:00Z',
    '2026-03-01T12:00Z'
);
select is(
    concerts._feed_lag('spotify'),
    60::numeric,
    'another one since its last success began'
);

select * from finish();
rollback;
