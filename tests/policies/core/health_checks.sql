-- Proves policies/core/health_checks.sql.
begin;
select plan(7);

-- Given: one row.
insert into core.health_checks (name, module, query, unit, detail)
values ('core.t_one', 'core', 'select 1, null', 'things', 'Things there are.');

select policies_are(
    'core', 'health_checks', array['select_operators_all'],
    'health_checks has exactly these policies'
);
select is(
    tests.grants_of('core.health_checks'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.health_checks'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty(
    $$ select * from core.health_checks $$,
    'the service role sees every row'
);
select throws_ok(
    $$ delete from core.health_checks where true $$,
    '42501', null,
    'the service role cannot remove one'
);

set local role app_reader;
select isnt_empty(
    $$ select * from core.health_checks $$,
    'monitoring sees every row'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.health_checks $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
