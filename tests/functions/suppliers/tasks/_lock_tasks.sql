-- Proves functions/suppliers/tasks/_lock_tasks.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

-- Given: who has locked what.
create function pg_temp.locks(p_table regclass) returns bigint language sql as $$
    select count(*) from pg_catalog.pg_locks as l
    where l.relation = p_table and l.pid = pg_backend_pid() and l.mode = 'RowShareLock'
$$;

select lives_ok(
    $$ select suppliers._lock_tasks(
        array[tests.task_of('ACME', 'mould'), tests.task_of('ACME', 'mould'), -1, null]
    ) $$,
    'tasks are locked; what is none is passed over'
);
select results_eq(
    $$ select
           (select bool_or(s.xmax::text <> '0') from suppliers.supplier_projects as s
               where s.supplier_id = 3001),
           (select bool_or(i.xmax::text <> '0') from suppliers.task_instances as i
               where i.id = tests.task_of('ACME', 'mould')),
           (select bool_or(i.xmax::text <> '0') from suppliers.task_instances as i
               where i.id = tests.task_of('BOLT', 'run')) $$,
    $$ values (true, true, false) $$,
    'the supplier in the project and the task are locked, other tasks are not'
);

select * from finish();
rollback;
