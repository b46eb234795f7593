-- Proves policies/core/cache_counters.sql.
begin;
select plan(7);

-- Given: the figures of a cache.
insert into core.caches (name, function_name, setting, description)
values ('core.t_cache', 'core.t_answer', 'core.t_cache', 'One.');

select policies_are(
    'core', 'cache_counters', array['select_operator_all'],
    'cache_counters has exactly this policy'
);
select is(
    tests.grants_of('core.cache_counters'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.cache_counters'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.cache_counters $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.cache_counters $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.cache_counters $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.cache_counters where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
