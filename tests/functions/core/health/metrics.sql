-- Proves functions/core/health/metrics.sql.
begin;
select plan(8);

-- Given: one check, one labelled source, one source that fails.
delete from core.health_checks
where true;
delete from core.metric_sources
where true;
insert into core.health_checks (name, module, query, warn, fail, unit, meaning)
values
('core.t_age', 'core', 'select 1.5, null', 1, 3, 'seconds', 'Have fewer.'),
('core.t_none', 'core', 'select null, null', 1, 3, 'seconds', 'Have fewer.');
insert into core.metric_sources (name, module, kind, help, query)
values
('t_things', 'core', 'gauge', 'Things.', 'select ''{"a": "b"}''::jsonb, 7'),
('t_bad', 'core', 'gauge', 'Things.', 'select ''{}''::jsonb, 1 / 0');

select alike(
    core.metrics(),
    e'%# HELP rowhouse_core_t_age_seconds Have fewer.\n'
    '# TYPE rowhouse_core_t_age_seconds gauge\nrowhouse_core_t_age_seconds 1.5\n%',
    'a check is a gauge with its unit'
);
select unalike(
    core.metrics(), '%t_none_seconds%', 'a check with nothing to measure is no series'
);
select alike(
    core.metrics(), e'%rowhouse_health_check_status{check="core.t_age"} 1\n%',
    'a warning is status 1'
);
select alike(
    core.metrics(), e'%rowhouse_health_check_status{check="core.t_none"} 0\n%',
    'a check with nothing to measure has a status'
);
select alike(
    core.metrics(), e'%rowhouse_t_things{a="b"} 7\n%',
    'a labelled source has its series'
);
select alike(
    core.metrics(), e'%rowhouse_source_failed{source="t_bad"} 1\n',
    'a source that cannot answer is named, and costs no other'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.metrics() $$,
    'PT403', 'core.not_permitted',
    'a signed-in user needs app role admin'
);
set local role service_role;
select lives_ok($$ select api.metrics() $$, 'the service role may ask');

select * from finish();
rollback;
