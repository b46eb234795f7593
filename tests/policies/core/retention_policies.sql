-- Proves policies/core/retention_policies.sql.
begin;
select plan(6);

-- Given: one policy.
insert into core.retention_policies (
    table_name, method, column_name, keep, description
)
values ('core.t_things', 'predicate', 'made_at', '1 day', 'One.');

select policies_are(
    'core', 'retention_policies', array['select_operators_all', 'update_service_all'],
    'retention_policies has exactly these policies'
);
select is(
    tests.grants_of('core.retention_policies'),
    array[
        'select to app_reader, service_role',
        'update (is_enabled, keep) to service_role'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.retention_policies'),
    array['select all to app_reader, service_role', 'update all to service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role tests_backend;
select lives_ok(
    $$ update core.retention_policies set keep = '1 day' where true $$,
    'a server may set how long rows are kept'
);
select throws_ok(
    $$ update core.retention_policies set condition = 'true' where true $$,
    '42501',
    null,
    'but not which rows go'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.retention_policies $$, '42501', null, 'a user is refused'
);

select * from finish();
rollback;
