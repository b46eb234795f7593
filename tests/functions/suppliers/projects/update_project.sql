-- Proves functions/suppliers/projects/update_project.sql.
begin;
select plan(15);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.update_project(
        2001, '{"name": "Pen 2", "metadata": {"cost": 7}, "timezone": "UTC"}', 2
    ) - '{created_at, updated_at}'::text[],
    jsonb_build_object(
        'id', 2001, 'code', 'PEN', 'name', 'Pen 2', 'status', 'active', 'calendar',
        'STANDARD', 'timezone', 'UTC', 'starts_on', '2099-01-05', 'metadata',
        '{"cost": 7}'::jsonb, 'version', 3, 'managers',
        jsonb_build_array(tests.user('mia'))
    ),
    'its manager changes a project'
);
select throws_ok(
    $$ select api.update_project(2001, '{"name": "X"}', 2) $$, 'PT409',
    'suppliers.version_conflict', 'at an older version nothing changes'
);
select is(
    api.update_project(2001, '{"status": "closed"}') ->> 'status', 'closed',
    'a project is closed'
);
select throws_ok(
    $$ select api.update_task_status(tests.task_of('ACME', 'mould'), 'in_progress') $$,
    'PT409', 'suppliers.project_closed', 'then no task of it changes'
);
select throws_ok(
    $$ select api.update_project(2001, '{"name": "Pen 3"}') $$, 'PT409',
    'suppliers.project_closed', 'nor the project itself'
);
select is(
    api.update_project(2001, '{"status": "closed"}') ->> 'version', '4',
    'to close it again changes nothing'
);
select is(
    api.update_project(2001, '{"status": "active"}') ->> 'version', '5',
    'and opened again'
);
select is(
    api.update_task_status(tests.task_of('ACME', 'mould'), 'in_progress') ->> 'status',
    'in_progress', 'then tasks go on'
);
select throws_ok(
    $$ select api.update_project(2001, '{"status": "lost"}') $$, 'PT422',
    'suppliers.invalid_project', 'bad input is refused'
);
select throws_ok(
    $$ select api.update_project(2002, '{"name": "X"}') $$, 'PT404',
    'suppliers.unknown_project', 'a project of another manager is unknown'
);
select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.update_project(2001, '{"name": "X"}') $$, 'PT403',
    'core.not_permitted', 'a supplier does not change it'
);
reset role;
select results_eq(
    $$ select p.name, p.version from suppliers.projects as p order by p.id $$,
    $$ values ('Pen 2', 5::bigint), ('Cup', 2) $$, 'what was refused changed nothing'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select throws_ok(
    $$ select api.update_project(2001, '{"calendar": "NONE"}') $$, 'PT404',
    'suppliers.unknown_calendar', 'its calendar is one that there is'
);
select throws_ok(
    $$ select api.update_project(2001, '{"timezone": "Asia/Manila"}') $$, 'PT422',
    'suppliers.invalid_project', 'a project with tasks stays in its time zone'
);
select is(
    api.update_project(
        (api.create_project('INK', 'Ink', '2099-01-05') ->> 'id')::bigint,
        '{"timezone": "Asia/Manila"}'
    ) ->> 'timezone',
    'Asia/Manila', 'one without tasks may move to another'
);

select * from finish();
rollback;
