-- Proves functions/suppliers/access/_project_day.sql.
begin;
select plan(1);

select tests.set_clock('2026-03-31T20:00Z');
select results_eq(
    $$ select suppliers._project_day(z.name)
       from (values ('UTC'), ('Asia/Manila'), ('America/New_York')) as z (name) $$,
    $$ values ('2026-03-31'::date), ('2026-04-01'), ('2026-03-31') $$,
    'the day is that of the zone'
);

select * from finish();
rollback;
