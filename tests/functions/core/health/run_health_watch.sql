-- Proves functions/core/health/run_health_watch.sql.
begin;
select plan(1);

-- Given: nothing to look at.
delete from core.health_checks
where true;
select is(
    core.run_health_watch(jsonb_populate_record(null::core.jobs, '{"id": 7}')),
    '{"job": 7, "open_alerts": 0}'::jsonb,
    'the job answers how many alerts are open'
);

select * from finish();
rollback;
