-- core.list_job_queues: the queues, their pauses, and how many jobs are in each state.
--
-- Each count stops at 10,000, and reads an index from its front. A running job stays at
-- the front of the index of ready ones, so it is counted even before a long backlog.
-- Definer: no caller may read the tables; the app role decides.

create or replace function core.list_job_queues()
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 10000;
    v_now timestamptz := core.now();
    v_items jsonb;
begin
    perform core.require_role('admin');
    with others as (
        select o.queue, o.status, count(*) as jobs
        from (
            (
                select j.queue, j.status
                from core.jobs as j
                where j.status = 'waiting'
                order by j.run_at
                limit c_most
            )
            union all
            (
                select j.queue, j.status
                from core.jobs as j
                where j.status = 'dead'
                order by j.run_at
                limit c_most
            )
        ) as o
        group by o.queue, o.status
    )

    select jsonb_agg(
        jsonb_build_object(
            'name', q.name,
            'description', q.description,
            'paused_until', q.paused_until_at,
            'paused_reason', q.paused_reason,
            'ready', f.ready,
            'running', f.running,
            'waiting', coalesce(w.jobs, 0),
            'dead', coalesce(d.jobs, 0),
            'oldest_ready_at', f.oldest_at
        )
        order by q.name
    )
    into v_items
    from (
        select
            s.name,
            s.description,
            case when s.paused_until_at > v_now then s.paused_until_at end
            as paused_until_at,
            case when s.paused_until_at > v_now then s.paused_reason end
            as paused_reason
        from core.job_queues as s
    ) as q
    left join others as w on q.name = w.queue and w.status = 'waiting'
    left join others as d on q.name = d.queue and d.status = 'dead'
    cross join lateral (
        select
            count(*) filter (where a.leased_by is null) as ready,
            count(*) filter (where a.leased_by is not null) as running,
            min(a.run_at) filter (where a.leased_by is null) as oldest_at
        from (
            select j.leased_by, j.run_at
            from core.jobs as j
            where j.queue = q.name and j.status = 'ready'
            order by j.priority desc, j.id
            limit c_most
        ) as a
    ) as f;
    return jsonb_build_object(
        'items', coalesce(v_items, '[]'), 'next', null, 'most', c_most
    );
end;
$$;

grant execute on function core.list_job_queues() to authenticated, service_role;

comment on function core.list_job_queues() is
$$Queues of jobs with their counts and pauses; for app role admin.

A count stops at `most`. paused_until is `infinity` for a pause without an end;
oldest_ready_at is when the oldest job that may start could have started.
Returns: {items: [{name: text, description: text, paused_until: timestamptz | null,
paused_reason: text | null, ready: bigint, running: bigint, waiting: bigint, dead:
bigint, oldest_ready_at: timestamptz | null}], next: null, most: integer}
Errors: PT403 core.not_permitted.
Example: {}
Budget: 100 ms.
$$;
