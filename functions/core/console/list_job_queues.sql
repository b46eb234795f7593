-- core.list_job_queues: the queues, their pauses, and how many jobs are in each state.
--
-- Each count reads at most 10,000 rows, from the front of an index: of the ready and
-- running jobs of each queue, and of all waiting and all dead ones. Where more are
-- left, a count is at least so many, and null instead of zero: what was not read may
-- have some. An index that knows the queue of waiting jobs, or which jobs run, would
-- make each retry and each claim dearer. Definer: no caller may read the tables; the
-- app role decides.

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
    with others as materialized (
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
    ),

    -- What a count of no job means: zero, or null where more is left.
    nothing as (
        select
            case when count(*) filter (where o.status = 'waiting') < c_most then 0 end
            as waiting,
            case when count(*) filter (where o.status = 'dead') < c_most then 0 end as dead
        from others as o
    )

    select jsonb_agg(
        jsonb_build_object(
            'name', q.name,
            'description', q.description,
            'paused_until', q.paused_until_at,
            'paused_reason', q.paused_reason,
            'ready', coalesce(nullif(f.ready, 0), f.nothing),
            'running', coalesce(nullif(f.running, 0), f.nothing),
            'waiting', coalesce(nullif(o.waiting, 0), n.waiting),
            'dead', coalesce(nullif(o.dead, 0), n.dead),
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
    cross join nothing as n
    left join (
        select
            t.queue,
            count(*) filter (where t.status = 'waiting') as waiting,
            count(*) filter (where t.status = 'dead') as dead
        from others as t
        group by t.queue
    ) as o on q.name = o.queue
    cross join lateral (
        select
            case when count(*) < c_most then 0 end as nothing,
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

At most `most` jobs are read: of each queue for ready and running, of all queues for
waiting, and for dead. Where more are left, a count is at least so many, or null where
none was found. paused_until is `infinity` for a pause without an end; oldest_ready_at
is when the oldest job that may start could have started.
Returns: {items: [{name: text, description: text, paused_until: timestamptz | null,
paused_reason: text | null, ready: bigint | null, running: bigint | null, waiting:
bigint | null, dead: bigint | null, oldest_ready_at: timestamptz | null}], next: null,
most: integer}
Errors: PT403 core.not_permitted.
Example: {}
Budget: 100 ms.
$$;
