-- Proves policies/core/metric_sources.sql.
begin;
select plan(7);

-- Given: one row.
insert into core.metric_sources (name, module, kind, help, query)
values ('t_things', 'core', 'gauge', 'Things.', 'select ''{}''::jsonb, 1');

select policies_are(
    'core', 'metric_sources', array['select_operators_all'],
    'metric_sources has exactly these policies'
);
select is(
    tests.grants_of('core.metric_sources'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.metric_sources'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty(
    $$ select * from core.metric_sources $$,
    'the service role sees every row'
);
select throws_ok(
    $$ delete from core.metric_sources where true $$,
    '42501', null,
    'the service role cannot remove one'
);

set local role app_reader;
select isnt_empty(
    $$ select * from core.metric_sources $$,
    'monitoring sees every row'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.metric_sources $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
