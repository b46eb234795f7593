-- Proves policies/core/alerts.sql.
begin;
select plan(7);

-- Given: one row.
insert into core.alerts (check_name, status, unit, detail, opened_at, seen_at)
values ('core.t_one', 'warn', 'things', '', now(), now());

select policies_are(
    'core', 'alerts', array['select_operators_all'],
    'alerts has exactly these policies'
);
select is(
    tests.grants_of('core.alerts'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.alerts'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty(
    $$ select * from core.alerts $$,
    'the service role sees every row'
);
select throws_ok(
    $$ delete from core.alerts where true $$,
    '42501', null,
    'the service role cannot remove one'
);

set local role app_reader;
select isnt_empty(
    $$ select * from core.alerts $$,
    'monitoring sees every row'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.alerts $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
