-- Proves policies/core/data_quality_rules.sql.
begin;
select plan(4);

select policies_are(
    'core', 'data_quality_rules', array['select_operator_all', 'update_service_all'],
    'data_quality_rules has exactly these policies'
);
set local role service_role;
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
