-- Proves functions/suppliers/projects/get_project.sql.
begin;
select plan(9);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.get_project(2001) - '{created_at, updated_at}'::text[],
    jsonb_build_object(
        'id', 2001, 'code', 'PEN', 'name', 'Pen', 'status', 'active', 'calendar',
        'STANDARD', 'timezone', 'UTC', 'starts_on', '2099-01-05', 'metadata',
        '{}'::jsonb, 'version', 2, 'managers', jsonb_build_array(tests.user('mia'))
    ),
    'its managers see a project whole'
);
select throws_ok(
    $$ select api.get_project(2002) $$, 'PT404', 'suppliers.unknown_project',
    'that of another manager is unknown'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    array(
        select jsonb_object_keys(api.get_project(2001))
        order by 1
    ),
    '{calendar, code, created_at, id, metadata, name, starts_on, status, timezone,
    updated_at, version}',
    'people of its suppliers do not see who manages it'
);
select throws_ok(
    $$ select api.get_project(2002) $$, 'PT404', 'suppliers.unknown_project',
    'nor projects of others'
);
reset role;
select results_eq(
    $$ select a.actor_id, a.thing_id from core.access_log as a
       where a.thing = 'suppliers.project' $$,
    $$ values (tests.user('sam'), '3001:2001') $$, 'what a supplier reads is logged'
);
select set_eq(
    $$ select e.arguments from core.cache_entries as e
       where e.cache = 'suppliers.project' $$,
    $$ values ('{"project_id": 2001}'::jsonb) $$,
    'the answer is cached, that of a refused call is not'
);
update suppliers.projects set name = 'Pen 3'
where code = 'PEN';
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    api.get_project(2001) ->> 'name', 'Pen 3', 'a change of the row ends the answer'
);
select tests.login_as(tests.user('zed'), 'admin');
select is(
    api.get_project(2001) -> 'managers', jsonb_build_array(tests.user('mia')),
    'an admin sees the managers, too'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select api.get_project(2001)', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
