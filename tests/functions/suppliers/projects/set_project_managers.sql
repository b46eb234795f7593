-- Proves functions/suppliers/projects/set_project_managers.sql.
begin;
select plan(12);

-- Given: the small project.
select tests.small_project();
update suppliers.task_instances set owner_id = tests.user('mia')
where id in (tests.task_of('ACME', 'mould'), tests.task_of('CLIP', 'cup'));

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.set_project_managers(
        2001, array[tests.user('mia'), tests.user('eve'), tests.user('eve')], 2
    ),
    jsonb_build_object(
        'project_id', 2001, 'version', 3, 'released_tasks', 0, 'managers',
        (
            select jsonb_agg(u.id order by u.id)
            from (values (tests.user('mia')), (tests.user('eve'))) as u (id)
        )
    ),
    'a manager adds one'
);
select throws_ok(
    $$ select api.set_project_managers(2001, '{}', 2) $$, 'PT409',
    'suppliers.version_conflict', 'at an older version nothing changes'
);
select tests.login_as(tests.user('eve'), 'project_manager');
select is(
    api.set_project_managers(2001, array[tests.user('eve')]),
    jsonb_build_object(
        'project_id', 2001, 'version', 4, 'released_tasks', 1, 'managers',
        jsonb_build_array(tests.user('eve'))
    ),
    'who is left out goes'
);
select is(
    api.set_project_managers(2001, array[tests.user('eve')]) ->> 'version', '4',
    'the same managers again change nothing'
);
select throws_ok(
    $$ select api.set_project_managers(2002, '{}') $$, 'PT404',
    'suppliers.unknown_project', 'another project is unknown'
);
select is_empty(
    $$ select c.users
       from (
           values (null), ('{null}'),
           ((select array_agg(gen_random_uuid()) from generate_series(1, 201))::text)
       ) as c (users)
       where tests.refusal(format('select api.set_project_managers(2001, %L)', c.users))
           ->> 'key' is distinct from 'core.invalid_argument' $$,
    'bad input is refused'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select throws_ok(
    $$ select api.set_project_managers(2001, '{}') $$, 'PT404',
    'suppliers.unknown_project', 'one who is gone does not see the project'
);
select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.set_project_managers(2001, array[tests.user('sam')]) $$, 'PT403',
    'core.not_permitted', 'a supplier sets no managers'
);
reset role;
select is(i.owner_id, null, 'a task of the project has no owner then')
from suppliers.task_instances as i
where i.id = tests.task_of('ACME', 'mould');
select is(i.owner_id, tests.user('mia'), 'one of another project keeps it')
from suppliers.task_instances as i
where i.id = tests.task_of('CLIP', 'cup');
update suppliers.projects set status = 'closed'
where id = 2001;
select tests.login_as(tests.user('eve'), 'project_manager');
select throws_ok(
    $$ select api.set_project_managers(2001, '{}') $$, 'PT409',
    'suppliers.project_closed', 'a project that is closed keeps its managers'
);
reset role;
select is(
    (
        select count(*)
        from suppliers.project_managers as m
        where m.project_id = 2001
    ),
    1::bigint, 'all of them'
);

select * from finish();
rollback;
