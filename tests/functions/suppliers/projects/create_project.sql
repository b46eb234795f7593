-- Proves functions/suppliers/projects/create_project.sql.
begin;
select plan(10);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.create_project('X', 'X', '2030-01-01') $$, 'PT403',
    'core.not_permitted', 'a supplier creates no project'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.create_project(
        'NEW', 'A new one', '2030-01-01', timezone => 'Asia/Manila',
        metadata => '{"cost": 7}', idempotency_key => 'k'
    ) - '{id, created_at, updated_at}'::text[],
    jsonb_build_object(
        'code', 'NEW', 'name', 'A new one', 'status', 'active', 'calendar', 'STANDARD',
        'timezone', 'Asia/Manila', 'starts_on', '2030-01-01', 'metadata',
        '{"cost": 7}'::jsonb, 'version', 1, 'managers',
        jsonb_build_array(tests.user('mia'))
    ),
    'a project manager who creates one manages it'
);
select is(
    api.create_project(
        'NEW', 'A new one', '2030-01-01', timezone => 'Asia/Manila',
        metadata => '{"cost": 7}', idempotency_key => 'k'
    ) ->> 'code',
    'NEW', 'a call that is sent again returns the same project'
);
select throws_ok(
    $$ select api.create_project('NEW', 'Other', '2030-01-01') $$, 'PT409',
    'suppliers.code_taken', 'another one needs another code'
);
select throws_ok(
    $$ select api.create_project('OTHER', 'O', '2030-01-01', 'NONE') $$, 'PT404',
    'suppliers.unknown_calendar', 'its calendar is one that there is'
);
select is_empty(
    $$ select c.arguments
       from (
           values
           ('null, ''N'', ''2030-01-01'''), ('''new'', ''N'', ''2030-01-01'''),
           ('''X'', '' '', ''2030-01-01'''), ('''X'', null, ''2030-01-01'''),
           ('''X'', ''N'', null'), ('''X'', ''N'', ''infinity'''),
           ('''X'', ''N'', ''1899-01-01'''),
           ('''X'', ''N'', ''2030-01-01'', timezone => ''Moon'''),
           ('''X'', ''N'', ''2030-01-01'', metadata => ''[]''')
       ) as c (arguments)
       where tests.refusal(format('select api.create_project(%s)', c.arguments))
           ->> 'key' is distinct from 'suppliers.invalid_project' $$,
    'bad input is refused'
);
select tests.login_as(tests.user('zed'), 'admin');
select is(
    api.create_project('ADMIN', 'Of an admin', '2030-01-01') -> 'managers', '[]',
    'an admin steers it without managing it'
);
reset role;
select set_eq(
    'select p.code from suppliers.projects as p',
    $$ values ('PEN'), ('CUP'), ('NEW'), ('ADMIN') $$,
    'what was refused changed nothing'
);
select is(
    (
        select count(*)
        from core.audit_entries as e
        where
            e.table_name in ('suppliers.projects', 'suppliers.project_managers')
            and e.actor_id = tests.user('mia')
    ),
    2::bigint, 'the project and its manager are audited'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select throws_ok(
    $$ select api.create_project('KEY', 'K', '2030-01-01', idempotency_key => '') $$,
    'PT422', 'core.invalid_argument', 'a key is not empty'
);

select * from finish();
rollback;
