-- Proves policies/core/view_refreshes.sql.
begin;
select plan(7);

-- Given: one row.
insert into core.view_refreshes (view_name, refresh_every)
values ('core.t_view', '1 hour');

select policies_are(
    'core', 'view_refreshes', array['select_operators_all'],
    'view_refreshes has exactly these policies'
);
select is(
    tests.grants_of('core.view_refreshes'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.view_refreshes'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty(
    $$ select * from core.view_refreshes $$,
    'the service role sees every row'
);
select throws_ok(
    $$ delete from core.view_refreshes where true $$,
    '42501', null,
    'the service role cannot remove one'
);

set local role app_reader;
select isnt_empty(
    $$ select * from core.view_refreshes $$,
    'monitoring sees every row'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.view_refreshes $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
