-- Proves policies/core/caches.sql.
begin;
select plan(7);

-- Given: one cache.
insert into core.caches (name, function_name, setting, description)
values ('core.t_cache', 'core.t_answer', 'core.t_cache', 'One.');

select policies_are(
    'core', 'caches', array['select_operator_all'],
    'caches has exactly this policy'
);
select is(
    tests.grants_of('core.caches'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.caches'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.caches $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.caches $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.caches $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.caches where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
