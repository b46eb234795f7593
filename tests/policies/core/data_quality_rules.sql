-- Proves policies/core/data_quality_rules.sql.
begin;
select plan(6);

-- Given: one rule.
insert into core.data_quality_rules (name, module, query, description, remedy)
values ('core.t_rule', 'core', 'select null, null', 'One.', '-');

select policies_are(
    'core', 'data_quality_rules', array['select_operators_all', 'update_service_all'],
    'data_quality_rules has exactly these policies'
);
select is(
    tests.grants_of('core.data_quality_rules'),
    array[
        'select to app_reader, app_worker, service_role',
        'update (is_enabled) to service_role'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.data_quality_rules'),
    array[
        'select all to app_reader, app_worker, service_role',
        'update all to service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role tests_backend;
select lives_ok(
    $$ update core.data_quality_rules set is_enabled = false where true $$,
    'a server may switch a rule off'
);
select throws_ok(
    $$ update core.data_quality_rules set query = 'select 1' where true $$,
    '42501',
    null,
    'but not say what is asked'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.data_quality_rules $$, '42501', null, 'a user is refused'
);

select * from finish();
rollback;
