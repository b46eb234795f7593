-- Proves sql/seeds/filters/pulses.sql.
begin;
select plan(2);

select results_eq(
    $$ select name, period_ms from core.pulses where sql_function = 'filters.pulse' $$,
    $$ values ('filters.pulse', 200) $$,
    'filters are folded and told five times a second'
);
set local role app_worker;
select is(core.run_pulse('filters.pulse'), false, 'by a worker');

select * from finish();
rollback;
