-- core._list_queues: how many jobs each queue has in each state, and how old they are.

create or replace function core._list_queues()
    returns table (
        queue text,
        ready bigint,
        running bigint,
        waiting bigint,
        dead bigint,
        oldest_seconds numeric,
        paused_until_at timestamptz
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        q.name,
        count(*) filter (
            where j.status = 'ready' and j.leased_by is null and j.run_at <= core.now()
        ),
        count(*) filter (where j.leased_by is not null),
        count(*) filter (
            where
                j.status = 'waiting'
                or (j.status = 'ready' and j.leased_by is null and j.run_at > core.now())
        ),
        count(*) filter (where j.status = 'dead'),
        round(
            extract(
                epoch from core.now() - min(j.run_at) filter (
                    where
                        j.status = 'ready'
                        and j.leased_by is null
                        and j.run_at <= core.now()
                )
            ),
            1
        ),
        q.paused_until_at
    from core.job_queues as q
    left join core.jobs as j on q.name = j.queue
    group by q.name
    order by q.name
$$;

grant execute on function core._list_queues() to service_role, app_worker, app_reader;

comment on function core._list_queues() is
$$Unfinished jobs of each queue: ready, running, waiting (also for their time), dead.

oldest_seconds: how long the oldest ready job has been due.
$$;
