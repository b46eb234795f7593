-- Proves functions/concerts/feeds/_show_feed.sql.
begin;
select plan(2);

-- Given: a run of a feed that has ended an hour ago, with an error.
select tests.set_clock('2026-03-01T12:00Z');
update concerts.feeds set connected_at = '2026-02-01'
where name = 'spotify';
insert into concerts.feed_runs (
    feed, kind, cursor, status, started_at, progressed_at, finished_at
)
values (
    'spotify',
    'full',
    '{}',
    'succeeded',
    '2026-03-01T10:59Z',
    '2026-03-01T11:00Z',
    '2026-03-01T11:00Z'
);
insert into concerts.feed_errors (feed_run_id, kind, detail, happened_at)
select
    r.id,
    k.kind,
    'x' as detail,
    '2026-03-01T10:59Z' as happened_at
from concerts.feed_runs as r
cross join unnest('{timeout,timeout,shape}'::text[]) as k (kind);
select is(
    concerts._show_feed(f)
    - '{last_run,next_run_at,connected_at,last_success_at}'::text[],
    '{"feed": "spotify", "lag_seconds": 3660, "budget_left": 20000,
        "paused_until_at": null, "errors": {"timeout": 2, "shape": 1}}',
    'lag, budget, and errors by kind'
) from concerts.feeds as f
where f.name = 'spotify';
select is(concerts._show_feed(f) -> 'last_run', 'null', 'a feed that never ran')
from concerts.feeds as f
where f.name = 'setlistfm';

select * from finish();
rollback;
