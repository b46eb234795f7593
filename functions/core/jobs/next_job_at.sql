-- core.next_job_at: when a worker that found no job should claim again.
--
-- Now if a job could start at once (it was locked a moment ago), otherwise when the
-- next waiting job is due or the next lease expires; null if there is no job.

create or replace function core.next_job_at(
    p_queues text[] default null, p_kinds text[] default null
)
    returns timestamptz
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select least(
        (
            select min(j.run_at)
            from core.jobs as j
            where j.status = 'waiting'
        ),
        (
            select min(ready.at)
            from core.job_queues as q
            cross join lateral (
                select min(coalesce(j.lease_expires_at, core.now())) as at
                from core.jobs as j
                where
                    j.queue = q.name
                    and j.status = 'ready'
                    and (p_kinds is null or j.kind = any(p_kinds))
            ) as ready
            where
                (p_queues is null or q.name = any(p_queues))
                and ready.at is not null
                and coalesce(q.paused_until_at <= core.now(), true)
        )
    )
$$;

grant execute on function core.next_job_at(text[], text[]) to app_worker;

comment on function core.next_job_at(text[], text[]) is
    'When a worker of these queues and kinds should claim again; null: no job is left.';
