-- Proves policies/core/retention_policies.sql.
begin;
select plan(4);

select policies_are(
    'core', 'retention_policies', array['select_operator_all', 'update_service_all'],
    'retention_policies has exactly these policies'
);
set local role service_role;
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
