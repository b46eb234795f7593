-- Proves functions/core/jobs/provider_calls_left.sql.
begin;
select plan(3);

-- Given: a provider with a budget, of which some is spent, and one without.
select tests.set_clock('2026-03-01T12:00Z');
insert into core.job_providers (
    name, per_second, burst, tokens, daily_budget, spent, spent_on
)
values
('radio', 2, 1, 1, 10, 4, '2026-03-01'),
('phone', 2, 1, 1, null, 4, '2026-03-01');
select is(core.provider_calls_left('radio'), 6, 'what is not spent is left');
select is(
    core.provider_calls_left('phone'), null, 'without a budget there is no limit'
);
select tests.set_clock('2026-03-02T00:00Z');
select is(core.provider_calls_left('radio'), 10, 'each day in UTC has its own');

select * from finish();
rollback;
