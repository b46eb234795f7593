-- Proves functions/commerce/analytics/_split_period.sql.
begin;
select plan(5);

create function pg_temp.months(p_since date, p_before date) returns text
    language sql as $$
    select format('%s %s', s.months_from, s.months_until)
    from commerce._split_period(p_since, p_before) as s
$$;

select is(
    pg_temp.months('2026-01-01', '2026-04-01'), '2026-01-01 2026-04-01',
    'whole months have no days beside'
);
select is(
    pg_temp.months('2026-01-02', '2026-04-30'), '2026-02-01 2026-04-01',
    'months that are not whole are days'
);
select is(
    pg_temp.months('2026-01-02', '2026-02-28'), '2026-02-28 2026-02-28',
    'without a whole month all are days'
);
select is(
    pg_temp.months('2026-01-05', '2026-01-06'), '2026-01-06 2026-01-06',
    'so are those of one month'
);
select is(
    pg_temp.months('2025-12-31', '2026-01-01'), '2026-01-01 2026-01-01',
    'and the last day of a year'
);

select * from finish();
rollback;
