-- Proves policies/core/access_log.sql.
begin;
select plan(7);

-- Given: one read.
insert into core.access_log (logged_at, role, thing)
values (now(), 'anon', 'core.t_thing');

select policies_are(
    'core', 'access_log', array['select_operator_all'],
    'access_log has exactly this policy'
);
select is(
    tests.grants_of('core.access_log'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.access_log'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.access_log $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.access_log $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.access_log $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.access_log where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
