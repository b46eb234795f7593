-- Proves functions/suppliers/notices/tg_task_history__notify.sql.
begin;
select plan(10);

-- Given: PEN, managed by mia, with the suppliers ACME (sam, and now also sid) and BOLT.
select tests.small_project();
insert into suppliers.supplier_users (supplier_id, user_id)
values (3001, tests.user('sid'));
create function pg_temp.told() returns setof text language sql as $$
    with old as (delete from core.notifications where true returning *)

    select
        concat_ws(
            ' ', u.name, o.kind, coalesce(o.payload ->> 'code', o.payload ->> 'count'),
            o.payload ->> 'operation_id'
        )
    from old as o
    inner join unnest('{mia,noa,sam,sid,sue,sol,zed}'::text[]) as u (name)
        on o.user_id = tests.user(u.name)
    order by 1
$$;

select set_eq(
    'select pg_temp.told()',
    $$ values
        ('sam suppliers.task.assigned mould'), ('sam suppliers.task.assigned sample'),
        ('sam suppliers.task.assigned run'), ('sam suppliers.task.assigned paint'),
        ('sue suppliers.task.assigned mould'), ('sue suppliers.task.assigned sample'),
        ('sue suppliers.task.assigned run'), ('sue suppliers.task.assigned paint'),
        ('sol suppliers.task.assigned cup'), ('sol suppliers.task.assigned lid') $$,
    'the people of a supplier are told of its new tasks'
);

select tests.login_as(tests.user('mia'), 'project_manager');
select suppliers.assign_task(
    tests.task_of('ACME', 'mould'), tests.user('sam')
) ->> 'code' as of_task;
select suppliers.update_task_status(
    tests.task_of('ACME', 'mould'), 'in_progress'
) ->> 'code' as of_task;
reset role;
select set_eq(
    'select pg_temp.told()', $$ values ('sam suppliers.task.assigned mould') $$,
    'an owner is told of a task, and nobody of one that begins'
);

select tests.login_as(tests.user('sam'), 'supplier');
select suppliers.update_task_status(
    tests.task_of('ACME', 'mould'), 'blocked', 'no steel'
) ->> 'code' as of_task;
reset role;
select is(
    (select n.payload ->> 'reason' from core.notifications as n), 'no steel',
    'who is told of a blocked task is told why'
);
select set_eq(
    'select pg_temp.told()', $$ values ('mia suppliers.task.blocked mould') $$,
    'the managers are told, not who did it, nor colleagues of the owner'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select suppliers.update_task_status(
    tests.task_of('ACME', 'mould'), 'in_progress'
) ->> 'code' as of_task;
reset role;
select set_eq(
    'select pg_temp.told()', $$ values ('sam suppliers.task.unblocked mould') $$,
    'the owner is told that a task goes on'
);

update suppliers.task_instances
set owner_id = null, changed_by = tests.user('sam')
where id = tests.task_of('ACME', 'mould');
select set_eq(
    'select pg_temp.told()', $$ values ('sid suppliers.task.assigned mould') $$,
    'a task that has no owner any more is that of the other people of the supplier'
);

update core.settings set value = '3'
where name = 'suppliers.notify_summary_above';
update suppliers.task_instances
set owner_id = tests.user('sam'), changed_by = tests.user('mia')
where supplier_id = 3001;
select set_eq(
    'select pg_temp.told()', $$ values ('sam suppliers.tasks.assigned 4') $$,
    'many tasks at once are one notification'
);

update suppliers.task_instances
set status = 'in_progress', changed_by = tests.user('sam')
where supplier_id = 3002;
update suppliers.task_instances
set status = 'blocked', changed_by = tests.user('sam'), operation_id = 7
where id = tests.task_of('BOLT', 'mould');
update suppliers.task_instances
set status = 'blocked', changed_by = tests.user('sam'), operation_id = 7
where id = tests.task_of('BOLT', 'run');
select set_eq(
    'select pg_temp.told()',
    $$ values ('mia suppliers.tasks.blocked 7'), ('sue suppliers.tasks.blocked 7') $$,
    'the chunks of an operation are one notification for each person'
);

insert into suppliers.supplier_projects (
    project_id, supplier_id, calendar_id, added_at
)
select
    o.project_id,
    3003 as supplier_id,
    o.calendar_id,
    now() as added_at
from suppliers.supplier_projects as o
where o.project_id = 2001 and o.supplier_id = 3001;
insert into suppliers.task_instances (
    supplier_project_id, project_id, supplier_id, task_template_id, start_on,
    planned_due_on, due_on, is_imported, changed_at
)
select
    o.id,
    2001 as project_id,
    3003 as supplier_id,
    t.id as task_template_id,
    '2099-01-07' as start_on,
    '2099-01-07' as planned_due_on,
    '2099-01-07' as due_on,
    true as is_imported,
    now() as changed_at
from suppliers.task_templates as t
cross join suppliers.supplier_projects as o
where t.code = 'mould' and o.project_id = 2001 and o.supplier_id = 3003;
select is_empty('select pg_temp.told()', 'nobody is told of imported tasks');
insert into suppliers.task_history (
    task_id, project_id, supplier_id, changed_at, version, status, start_on, due_on,
    previous_status
)
values (
    tests.task_of('BOLT', 'run'), 2001, 3002, '2020-01-01', 1, 'blocked', '2020-01-01',
    '2020-01-01', 'in_progress'
);
select is_empty('select pg_temp.told()', 'nor of what happened long ago');

select * from finish();
rollback;
