-- Proves policies/core/interval_tasks.sql.
begin;
select plan(7);

select policies_are(
    'core', 'interval_tasks', array['select_readers_all'],
    'interval_tasks has exactly this policy'
);
select is(
    tests.grants_of('core.interval_tasks'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.interval_tasks'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_worker;
select isnt_empty(
    $$ select * from core.interval_tasks $$,
    'a worker reads which there are'
);
select throws_ok(
    $$ update core.interval_tasks set period_ms = 10 where true $$,
    '42501', null,
    'but changes none: interval tasks come with a release'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select * from core.interval_tasks $$,
    '42501', null,
    'a signed-in user sees none'
);

set local role anon;
select throws_ok(
    $$ select * from core.interval_tasks $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
