-- core._defer_jobs: set locked jobs to waiting, each a little later than the one
-- before.

create or replace function core._defer_jobs(
    p_ids bigint[], p_reason text, p_run_at timestamptz, p_step_seconds numeric
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update core.jobs as j
    set
        status = 'waiting',
        wait_reason = p_reason,
        run_at = p_run_at + make_interval(secs => ((d.place - 1) * p_step_seconds)::float8),
        leased_by = null,
        lease_expires_at = null
    from unnest(p_ids) with ordinality as d (id, place)
    where j.id = d.id
$$;
