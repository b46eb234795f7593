-- Proves policies/core/validation_rules.sql.
begin;
select plan(7);

-- Given: one rule.
insert into core.validation_rules (entity, name, field, kind, message)
values ('core.thing', 'name_required', 'name', 'required', 'A thing has a name.');

select policies_are(
    'core', 'validation_rules', array['select_operators_all', 'update_service_all'],
    'validation_rules has exactly these policies'
);
select is(
    tests.grants_of('core.validation_rules'),
    array[
        'select to app_reader, app_worker, service_role',
        'update (is_enabled, severity) to service_role'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.validation_rules'),
    array[
        'select all to app_reader, app_worker, service_role',
        'update all to service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role app_reader;
select isnt_empty($$ select from core.validation_rules $$, 'monitoring may read them');
set local role tests_backend;
select lives_ok(
    $$ update core.validation_rules set is_enabled = false
       where name = 'name_required' $$,
    'a server may switch a rule off'
);
select throws_ok(
    $$ update core.validation_rules set argument = '{}' where name = 'name_required' $$,
    '42501', null,
    'but not rewrite it'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.validation_rules $$, '42501', null, 'a user is refused'
);

select * from finish();
rollback;
