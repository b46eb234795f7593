-- Proves functions/core/jobs/take_provider_call.sql.
begin;
select plan(7);

-- Given: a provider with a bucket of one, and a budget of two calls.
select tests.set_clock('2026-03-01T12:00Z');
insert into core.job_providers (name, per_second, burst, tokens, daily_budget)
values ('radio', 2, 1, 1, 2);
select results_eq(
    $$ select * from core.take_provider_call('radio') $$,
    $$ values (0::numeric, null::text) $$,
    'a call is counted'
);
select results_eq(
    $$ select round(wait_seconds, 1), reason from core.take_provider_call('radio') $$,
    $$ values (0.5, 'provider_rate') $$,
    'an empty bucket says when it has a call again'
);
select tests.set_clock('2026-03-01T12:00:01Z');
select results_eq(
    $$ select a.wait_seconds, round(b.wait_seconds), b.reason
       from core.take_provider_call('radio') as a
       cross join lateral core.take_provider_call('radio') as b $$,
    $$ values (0::numeric, 43199::numeric, 'provider_budget') $$,
    'a spent budget lasts until the next day in UTC'
);
select is(
    (
        select p.spent from core.job_providers as p
        where p.name = 'radio'
    ),
    2, 'what was refused is not counted'
);
select lives_ok(
    $$ select core.pause_provider('radio', '2026-03-01T13:13:18Z') $$,
    'the service asks for a pause'
);
select results_eq(
    $$ select round(wait_seconds), reason from core.take_provider_call('radio') $$,
    $$ values (4397::numeric, 'provider_paused') $$,
    'a pause is obeyed'
);
select throws_ok(
    $$ select * from core.take_provider_call('x') $$,
    'PT404', 'core.unknown_provider', 'an unknown provider is refused'
);

select * from finish();
rollback;
