-- core._promote_jobs: make jobs ready whose wait is over, at most 1,000 per call.
--
-- Rows that another transaction is promoting are skipped.

create or replace function core._promote_jobs(p_now timestamptz)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update core.jobs as j
    set
        status = 'ready',
        wait_reason = null
    from (
        select id
        from core.jobs
        where status = 'waiting' and run_at <= p_now
        order by run_at
        limit 1000
        for update skip locked
    ) as due
    where j.id = due.id
$$;
