-- Proves functions/core/jobs/_refill_provider.sql.
begin;
select plan(5);

-- Given: a provider of 2 calls a second, with an empty bucket and a spent budget.
select tests.set_clock('2027-05-01 12:00:00+00');
insert into core.job_providers (
    name, per_second, burst, tokens, refilled_at, daily_budget, spent, spent_on
)
values ('t', 2, 10, 0, core.now(), 5, 5, '2027-05-01');
select is(
    (select (core._refill_provider(p, core.now() + interval '3 s')).tokens
     from core.job_providers as p
where p.name = 't'), 6::numeric,
    'the bucket fills at its rate'
);
select is(
    (select (core._refill_provider(p, core.now() + interval '1 h')).tokens
     from core.job_providers as p
where p.name = 't'), 10::numeric,
    'up to the burst'
);
select results_eq(
    $$ select (core._refill_provider(p, core.now() + interval '12 h')).spent
       from core.job_providers as p where p.name = 't' $$,
    'values (0)',
    'a new day in UTC has a new budget'
);

update core.job_providers set refilled_at = '2027-06-01', spent_on = '2027-06-01'
where name = 't';
select results_eq(
    $$ select r.tokens, r.refilled_at, r.spent, r.spent_on
       from core.job_providers as p
       cross join lateral core._refill_provider(p, core.now()) as r
       where p.name = 't' $$,
    $$ values (
        0::numeric, '2027-05-01 12:00+00'::timestamptz, 5, '2027-05-01'::date
    ) $$,
    'what a clock that was ahead left stands as of now'
);
update core.job_providers set refilled_at = core.now() + interval '1 s'
where name = 't';
select is(
    (
        select (core._refill_provider(p, core.now())).refilled_at
        from core.job_providers as p
        where p.name = 't'
    ),
    core.now() + interval '1 s', 'another transaction may be a moment ahead'
);

select * from finish();
rollback;
