-- Proves functions/suppliers/reports/run_warm_forecasts.sql.
begin;
select plan(3);

-- Given: two projects, one of which is closed.
select tests.small_project();
update suppliers.projects
set status = 'closed'
where id = 2002;
delete from core.jobs
where true;

do $$ begin perform suppliers.run_warm_forecasts(null); end; $$;
select set_eq(
    $$ select j.payload from core.jobs as j $$,
    $$ select jsonb_build_object(
           'cache', 'suppliers.forecast', 'arguments', f.arguments
       )
       from suppliers._forecast_arguments(
           array(
               select s.id from suppliers.supplier_projects as s where s.project_id = 2001
           )
       ) as f (arguments) $$,
    'the forecast of each supplier in an active project is computed'
);
-- The changes of this transaction would end what it computes.
delete from core.cache_changes
where true;
select is(
    jsonb_array_length(suppliers._list_forecasts(
        array(select s.id from suppliers.supplier_projects as s)
    )), 3, 'once they are warm'
);
delete from core.jobs
where true;
do $$ begin perform suppliers.run_warm_forecasts(null); end; $$;
select is_empty('select from core.jobs', 'nothing is left to do');

select * from finish();
rollback;
