-- Proves policies/core/revoked_users.sql.
begin;
select plan(7);

-- Given: one revoked user.
insert into core.revoked_users (user_id, issued_until_at)
values (tests.user('eve'), now());

select policies_are(
    'core', 'revoked_users', array['select_operator_all'],
    'revoked_users has exactly this policy'
);
select is(
    tests.grants_of('core.revoked_users'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.revoked_users'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.revoked_users $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.revoked_users $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.revoked_users $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.revoked_users where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
