-- Proves functions/suppliers/reports/_find_ready_tasks.sql.
begin;
select plan(11);

-- Given: mould before sample before run (with a lag of 2), and paint, for which its
-- capability is needed.
select tests.small_project();
select tests.set_clock('2099-01-05T10:00Z');
create function pg_temp.ready(p_after bigint default 0, p_limit integer default 9)
    returns text language sql as $$
    select string_agg(m.code, ' ' order by m.place)
    from suppliers._find_ready_tasks(
        array(
            select s.id from suppliers.supplier_projects as s where s.supplier_id = 3001
        ),
        p_after, p_limit
    ) as r (id)
    inner join suppliers.task_instances as i on r.id = i.id
    inner join suppliers.task_templates as m on i.task_template_id = m.id
$$;

select is(pg_temp.ready(), 'mould paint', 'tasks without predecessors');
select is(pg_temp.ready(p_limit => 1), 'mould', 'so many');
select is(pg_temp.ready(tests.task_of('ACME', 'mould')), 'paint', 'after one');
delete from suppliers.supplier_capabilities as c
where c.supplier_id = 3001;
select is(pg_temp.ready(), 'mould', 'without the capability a task is not ready');
select suppliers.update_task_status(
    tests.task_of('ACME', 'mould'), 'in_progress'
)::text;
select is(pg_temp.ready(), null, 'nor while its predecessor is open');
select suppliers.update_task_status(tests.task_of('ACME', 'mould'), 'done')::text;
select is(pg_temp.ready(), 'sample', 'but once that is done');
select suppliers.update_task_status(
    tests.task_of('ACME', 'sample'), 'in_progress'
)::text;
select suppliers.update_task_status(tests.task_of('ACME', 'sample'), 'done')::text;
select tests.set_clock('2099-01-08T10:00Z');
select is(pg_temp.ready(), null, 'a lag must pass: Wednesday and Thursday');
select tests.set_clock('2099-01-09T10:00Z');
select is(pg_temp.ready(), 'run', 'then it is ready');
update suppliers.task_dependencies as d
set lag_days = 3
where d.project_id = 2001 and d.lag_days = 2;
select tests.set_clock('2099-01-10T10:00Z');
select is(
    array[pg_temp.ready(), tests.why(format(
        $$ select suppliers.update_task_status(%s, 'in_progress') $$,
        tests.task_of('ACME', 'run')
    ))],
    array[null, 'PT409 suppliers.dependency_open'],
    'a lag until Friday ends on Monday: on Saturday nothing may start'
);
select tests.set_clock('2099-01-12T10:00Z');
select is(pg_temp.ready(), 'run', 'on Monday it may');
update suppliers.projects
set status = 'closed'
where id = 2001;
select is(pg_temp.ready(), null, 'nothing is in a project that is closed');

select * from finish();
rollback;
