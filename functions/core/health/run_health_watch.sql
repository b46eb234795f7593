-- core.run_health_watch: the job that runs every health check.

create or replace function core.run_health_watch(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('job', p_job.id, 'open_alerts', core.watch_health())
$$;


comment on function core.run_health_watch(core.jobs) is
$$Handler of jobs of kind core.watch_health.

Emits: core.alert.opened, core.alert.escalated, core.alert.cleared.
$$;
