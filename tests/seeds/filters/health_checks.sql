-- Proves sql/seeds/filters/health_checks.sql.j2.
begin;
select plan(7);

-- Given: the small shop, and a change that waits for two minutes.
select tests.small_shop();
select results_eq(
    $$ select value from core.run_health_check('filters.fold_lag') $$,
    $$ values (0::numeric) $$,
    'without changes nothing lags'
);
insert into filters.line_changes (store_id, basket_id, price_minor, lines, noted_at)
select
    store_id,
    id,
    100 as price_minor,
    1 as lines,
    clock_timestamp() - interval '125 seconds' as noted_at
from filters.baskets
where basket_key = 'b1';
select results_eq(
    $$ select value > 120, detail like '1 changes wait.%', status
       from core.run_health_check('filters.fold_lag') $$,
    $$ values (true, true, 'fail') $$,
    'the oldest change that waits is the lag'
);
delete from filters.line_changes
where true;

select results_eq(
    $$ select value from core.run_health_check('filters.wrong_cells') $$,
    $$ values (0::numeric) $$,
    'cells that say what the lines say are right'
);
update filters.cells
set lines = lines + 1
where group_id <> 0;
select results_eq(
    $$ select value > 0 from core.run_health_check('filters.wrong_cells') $$,
    $$ values (true) $$,
    'a wrong cell is found'
);

select results_eq(
    $$ select value, detail from core.run_health_check('filters.reshape_age') $$,
    $$ values (0::numeric, '') $$,
    'without a change of the lines it has no age'
);
select filters.start_reshape('months');
update filters.reshapes set started_at = clock_timestamp() - interval '2 hours'
where id = 1;
select results_eq(
    $$ select
           value between 7200 and 7300, status,
           detail like 'The change of filters.transactions to months is copying, since %'
           and detail like '%--by month%--cancel%'
       from core.run_health_check('filters.reshape_age') $$,
    $$ values (true, 'warn', true) $$,
    'a change that no process goes on with is named, and how it ends'
);
do $$ begin perform pg_advisory_lock(hashtextextended('filters.reshaping', 0)); end $$;
select results_eq(
    $$ select value, status, detail like 'The change %'
       from core.run_health_check('filters.reshape_age') $$,
    $$ values (0::numeric, 'ok', true) $$,
    'one that is at work is well'
);
do $$ begin perform pg_advisory_unlock_all(); end $$;

select * from finish();
rollback;
