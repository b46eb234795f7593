-- core.claim_sql_jobs: claim_jobs for jobs with an SQL handler, without their content.
--
-- A job that runs in the database need not be sent to the worker and back. Definer: as
-- claim_jobs.

create or replace function core.claim_sql_jobs(
    p_worker uuid,
    p_queues text[] default null,
    p_limit integer default 100,
    p_lease interval default '1 minute',
    out ids bigint[],
    out tokens bigint[]
)
    returns record
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(array_agg(c.id), '{}'),
        coalesce(array_agg(c.token), '{}')
    from core.claim_jobs(
        p_worker, p_queues, p_limit, p_lease,
        array(select k.kind from core.job_kinds as k where k.handler = 'sql')
    ) as c
$$;

grant execute on function core.claim_sql_jobs(uuid, text[], integer, interval)
to app_worker;

comment on function core.claim_sql_jobs(uuid, text[], integer, interval) is
    'Lease the next SQL jobs to a worker: their ids and fencing tokens, for run_jobs.';
