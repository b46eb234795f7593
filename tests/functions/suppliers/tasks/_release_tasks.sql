-- Proves functions/suppliers/tasks/_release_tasks.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();
insert into suppliers.project_managers (project_id, user_id)
values (2001, tests.user('sue'));
update suppliers.task_instances set owner_id = tests.user('sam')
where supplier_id = 3001;
update suppliers.task_instances set owner_id = tests.user('sue')
where supplier_id = 3002;
update suppliers.task_instances set status = 'cancelled'
where id = tests.task_of('ACME', 'paint');
delete from suppliers.supplier_users
where true;

select is(
    suppliers._release_tasks(array[tests.user('sam')], null, 3001), 3::bigint,
    'open tasks are released'
);
select is(
    suppliers._release_tasks(array[tests.user('sue')], null, 3002), 0::bigint,
    'not those of one who manages the project'
);
select results_eq(
    $$ select t.code from suppliers.task_instances as i
       inner join suppliers.task_templates as t on i.task_template_id = t.id
       where i.owner_id = tests.user('sam') $$,
    $$ values ('paint') $$, 'a final task keeps its owner'
);
select results_eq(
    $$ select h.previous_owner_id, h.owner_id, h.reason from suppliers.task_history as h
       where h.task_id = tests.task_of('ACME', 'run')
       order by h.id desc
       limit 1 $$,
    $$ values (
        tests.user('sam'), null::uuid,
        'The owner works for the supplier or the project no longer.'
    ) $$,
    'the history says why'
);

select * from finish();
rollback;
