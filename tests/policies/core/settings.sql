-- Proves policies/core/settings.sql.
begin;
select plan(14);

-- Given: one setting of our own.
insert into core.settings (name, default_value, description)
values ('core.answer', '42', 'A number.');

select policies_are(
    'core', 'settings', array['select_everyone_all', 'update_service_all'],
    'settings has exactly these policies'
);
select is(
    tests.grants_of('core.settings'),
    array[
        'select to anon, app_reader, app_worker, authenticated, service_role',
        'update (value) to service_role'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.settings'),
    array[
        'select all to anon, app_reader, app_worker, authenticated, service_role',
        'update all to service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);

select throws_ok(
    $$ update core.settings set value = '"many"' where name = 'core.answer' $$,
    '23514', null,
    'a value has the JSON type of the default'
);
select throws_ok(
    $$ insert into core.settings (name, default_value, description)
       values ('answer', '42', 'x') $$,
    '23514', null,
    'a setting''s name begins with its module'
);

set local role anon;
select is(
    core.setting('core.answer'), '42'::jsonb,
    'an anonymous caller may read settings'
);
select throws_ok(
    $$ update core.settings set value = '1' where name = 'core.answer' $$,
    '42501', null,
    'an anonymous caller cannot change a setting'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ update core.settings set value = '1' where name = 'core.answer' $$,
    '42501', null,
    'a signed-in user cannot change a setting, whatever the app role'
);

set local role tests_backend;
select lives_ok(
    $$ update core.settings set value = '43' where name = 'core.answer' $$,
    'the service role may set a value'
);
select is(
    core.setting('core.answer'), '43'::jsonb,
    'and the value counts from then on'
);
select throws_ok(
    $$ update core.settings set default_value = '1' where name = 'core.answer' $$,
    '42501', null,
    'the service role cannot change a default: a release owns it'
);
select throws_ok(
    $$ delete from core.settings where name = 'core.answer' $$,
    '42501', null,
    'the service role cannot remove a setting'
);

set local role app_worker;
select throws_ok(
    $$ update core.settings set value = '1' where name = 'core.answer' $$,
    '42501', null,
    'the worker cannot change a setting'
);

set local role app_reader;
select is(
    core.setting('core.answer'), '43'::jsonb,
    'monitoring may read settings'
);

select * from finish();
rollback;
