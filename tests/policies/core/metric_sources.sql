-- Proves policies/core/metric_sources.sql.
begin;
select plan(6);

-- Given: one row.
insert into core.metric_sources (name, module, kind, help, query)
values ('t_things', 'core', 'gauge', 'Things.', 'select ''{}''::jsonb, 1');

select policies_are(
    'core', 'metric_sources', array['select_operators_all'],
    'metric_sources has exactly these policies'
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

reset role;
select table_privs_are(
    'core', 'metric_sources', 'app_worker', array['SELECT'],
    'the worker reads and nothing else: functions write'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.metric_sources $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
