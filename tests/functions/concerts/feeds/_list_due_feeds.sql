-- Proves functions/concerts/feeds/_list_due_feeds.sql.
begin;
select plan(9);

-- Given: feeds that were never read, but one.
select tests.set_clock('2030-01-01 00:00+00');
create function tests.is_due(p_minutes integer) returns boolean
    language plpgsql
as $$
begin
    perform tests.set_clock('2030-01-01 00:00+00'::timestamptz + make_interval(mins => p_minutes));
    return 'ticketmaster' in (select d.name from concerts._list_due_feeds() as d (name));
end;
$$;
select results_eq(
    'select d.name from concerts._list_due_feeds() as d (name)',
    array['setlistfm', 'spotify', 'ticketmaster'],
    'what was never read is due'
);
update concerts.feeds set called_at = core.now();
select is_empty(
    'select concerts._list_due_feeds()', 'what was called is not, for its period'
);
select ok(tests.is_due(60), 'an hour later Ticketmaster is');

insert into concerts.feed_runs (
    feed, kind, status, cursor, started_at, progressed_at, lease_until_at
)
values (
    'ticketmaster', 'incremental', 'running', '{}', core.now(), core.now(),
    core.now() + interval '62 min'
);
update concerts.feeds set called_at = '2030-01-01 00:00+00';
select tests.set_clock('2030-01-01 00:01+00');
select ok(not tests.is_due(121), 'a run that is held is not called for');
select ok(tests.is_due(123), 'a run that was left is');
update concerts.feed_runs set status = 'paused', lease_until_at = null, fault = 'x';
update concerts.feeds set called_at = core.now();
select ok(not tests.is_due(132), 'a run with a fault waits');
select ok(tests.is_due(133), 'for ten minutes');
update core.job_providers set paused_until_at = core.now() + interval '1 hour'
where name = 'concerts_ticketmaster';
select ok(not tests.is_due(140), 'while its source is paused it waits');
update core.job_providers
set
    paused_until_at = null,
    daily_budget = 1,
    spent = 1,
    spent_on = '2030-01-01'
where name = 'concerts_ticketmaster';
select ok(not tests.is_due(140), 'and while its budget is used up');

select * from finish();
rollback;
