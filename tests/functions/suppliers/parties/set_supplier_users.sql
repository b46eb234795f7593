-- Proves functions/suppliers/parties/set_supplier_users.sql.
begin;
select plan(14);

-- Given: the small project.
select tests.small_project();
update suppliers.task_instances set owner_id = tests.user('sam')
where id = tests.task_of('ACME', 'mould');
create temporary table t_event as
select coalesce(max(e.id), 0) as id from core.events as e;

select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.set_supplier_users(3001, array[tests.user('sam')]) $$, 'PT403',
    'core.not_permitted', 'a supplier does not choose its people'
);
select tests.login_as(tests.user('noa'), 'project_manager');
select throws_ok(
    $$ select api.set_supplier_users(
           3001, array[tests.user('sam'), tests.user('eve')]
       ) $$,
    'PT403', 'core.not_permitted',
    'a project manager does not choose who sees the projects of another one'
);
reset role;
update suppliers.project_managers set user_id = tests.user('noa')
where project_id = 2001;
select tests.login_as(tests.user('noa'), 'project_manager');
select results_eq(
    $$ select a.answer ->> 'version', a.answer -> 'released_tasks'
       from api.set_supplier_users(
           3001, array[tests.user('sam'), tests.user('eve'), tests.user('eve')], 1
       ) as a (answer) $$,
    $$ values ('2', '0'::jsonb) $$, 'a project manager adds one'
);
select throws_ok(
    $$ select api.set_supplier_users(
           3001, array[tests.user('sam'), tests.user('noa')]
       ) $$,
    'PT403', 'core.not_permitted', 'but does not become one of its people'
);
select throws_ok(
    $$ select api.set_supplier_users(3001, '{}', 1) $$, 'PT409',
    'suppliers.version_conflict', 'at an older version nothing changes'
);
select results_eq(
    $$ select a.answer -> 'users', a.answer ->> 'version', a.answer -> 'released_tasks'
       from api.set_supplier_users(3001, array[tests.user('eve')]) as a (answer) $$,
    $$ values (jsonb_build_array(tests.user('eve')), '3', '1'::jsonb) $$,
    'who is left out goes'
);
select is(
    api.set_supplier_users(3001, array[tests.user('eve')]) ->> 'version', '3',
    'the same users again change nothing'
);
select throws_ok(
    $$ select api.set_supplier_users(1, '{}') $$, 'PT404', 'suppliers.unknown_supplier',
    'an unknown supplier has none'
);
select is_empty(
    $$ select c.users
       from (
           values (null), ('{null}'), ('{{00000000-0000-4000-8000-000000000001},
           {00000000-0000-4000-8000-000000000002}}'),
           ((select array_agg(gen_random_uuid()) from generate_series(1, 201))::text)
       ) as c (users)
       where tests.refusal(format('select api.set_supplier_users(3001, %L)', c.users))
           ->> 'key' is distinct from 'core.invalid_argument' $$,
    'bad input is refused'
);
select tests.login_as(tests.user('mia'), 'admin');
select is(
    api.set_supplier_users(3001, array[tests.user('eve'), tests.user('mia')]) -> 'users'
    @> jsonb_build_array(tests.user('mia')),
    true, 'an admin may'
);
reset role;
select results_eq(
    $$ select h.previous_owner_id, h.owner_id, h.actor_id, h.reason
       from suppliers.task_history as h
       where h.task_id = tests.task_of('ACME', 'mould')
       order by h.id desc
       limit 1 $$,
    $$ values (
        tests.user('sam'), null::uuid, tests.user('noa'),
        'The owner works for the supplier or the project no longer.'
    ) $$,
    'an open task has no owner then; its history says who did it, and why'
);
select results_eq(
    $$ select e.type, e.entity_id::bigint from core.events as e
       inner join t_event as t on e.id > t.id
       where starts_with(e.topic, 'suppliers:') $$,
    $$ values ('suppliers.tasks.updated', tests.task_of('ACME', 'mould')) $$,
    'and it is an event'
);
select is(
    (
        select count(*)
        from core.audit_entries as e
        where
            e.table_name = 'suppliers.supplier_users'
            and e.actor_id = tests.user('noa')
    ),
    2::bigint, 'each user who came or went is audited'
);
select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    format('select api.get_task(%s)', tests.task_of('ACME', 'mould')), 'PT404',
    'suppliers.unknown_task', 'one who is gone sees no task'
);

select * from finish();
rollback;
