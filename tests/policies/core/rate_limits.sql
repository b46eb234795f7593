-- Proves policies/core/rate_limits.sql.
begin;
select plan(7);

-- Given: one bucket.
insert into core.rate_limits (key, full_at) values ('t_key', now());

select policies_are(
    'core', 'rate_limits', array['select_operator_all'],
    'rate_limits has exactly this policy'
);
select is(
    tests.grants_of('core.rate_limits'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.rate_limits'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.rate_limits $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.rate_limits $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.rate_limits $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.rate_limits where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
