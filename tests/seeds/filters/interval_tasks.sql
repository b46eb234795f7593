-- Proves sql/seeds/filters/interval_tasks.sql.j2.
begin;
select plan(2);

select results_eq(
    $$ select name, period_ms from core.interval_tasks
       where sql_function = 'filters.run_folds' $$,
    $$ values ('filters.run_folds', 200) $$,
    'folds and events run five times a second'
);
set local role app_worker;
select is(core.run_interval_task('filters.run_folds'), false, 'by a worker');

select * from finish();
rollback;
