-- Proves policies/core/health_samples.sql.
begin;
select plan(7);

-- Given: one row.
insert into core.health_checks (name, module, query, unit, detail)
values ('core.t_one', 'core', 'select 1, null', 'things', 'Things there are.');
insert into core.health_samples (
    name, status, detail, took_ms, has_answered, sampled_at
)
values ('core.t_one', 'ok', '', 1, true, now());

select policies_are(
    'core', 'health_samples', array['select_operators_all'],
    'health_samples has exactly these policies'
);
select is(
    tests.grants_of('core.health_samples'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.health_samples'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty(
    $$ select * from core.health_samples $$,
    'the service role sees every row'
);
select throws_ok(
    $$ delete from core.health_samples where true $$,
    '42501', null,
    'the service role cannot remove one'
);

set local role app_reader;
select isnt_empty(
    $$ select * from core.health_samples $$,
    'monitoring sees every row'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.health_samples $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
