-- Proves policies/core/data_quality_findings.sql.
begin;
select plan(7);

-- Given: one finding of a rule.
insert into core.data_quality_rules (name, module, query, description, remedy)
values ('core.t_rule', 'core', 'select null, null', 'One.', '-');
insert into core.data_quality_findings (rule, row_key, opened_at, seen_at)
values ('core.t_rule', '1', now(), now());

select policies_are(
    'core', 'data_quality_findings', array['select_operator_all'],
    'data_quality_findings has exactly this policy'
);
select is(
    tests.grants_of('core.data_quality_findings'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.data_quality_findings'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.data_quality_findings $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.data_quality_findings $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.data_quality_findings $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.data_quality_findings where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
