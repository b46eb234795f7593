-- Proves policies/core/retention_runs.sql.
begin;
select plan(7);

-- Given: one run of a policy.
insert into core.retention_policies (
    table_name, method, column_name, keep, description
)
values ('core.t_things', 'predicate', 'made_at', '1 day', 'One.');
insert into core.retention_runs (table_name, ran_at, cutoff_at, is_dry_run, outcome)
values ('core.t_things', now(), now(), false, 'done');

select policies_are(
    'core', 'retention_runs', array['select_operator_all'],
    'retention_runs has exactly this policy'
);
select is(
    tests.grants_of('core.retention_runs'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.retention_runs'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.retention_runs $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.retention_runs $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.retention_runs $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.retention_runs where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
