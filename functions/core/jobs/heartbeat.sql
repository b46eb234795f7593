-- core.heartbeat: extend the leases of jobs that a worker still runs.
--
-- Rows are locked in the order of their ids; the call may briefly wait for a cancel or
-- a claim that holds one. Definer: workers have no write grant.

create or replace function core.heartbeat(
    p_ids bigint[], p_tokens bigint[], p_lease interval default '1 minute'
)
    returns table (id bigint, is_cancelled boolean)
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    update core.jobs as j
    set
        heartbeat_at = core.now(),
        lease_expires_at = core.now() + p_lease
    from (
        select h.id
        from core.jobs as h
        inner join
            unnest(p_ids, p_tokens) as t (id, token)
            on h.id = t.id and h.token = t.token
        where h.leased_by is not null
        order by h.id
        for update of h
    ) as held
    where j.id = held.id
    returning j.id, j.cancel_requested_at is not null
$$;

grant execute on function core.heartbeat(bigint[], bigint[], interval) to app_worker;

comment on function core.heartbeat(bigint[], bigint[], interval) is
$$Extend the caller's leases; returns the jobs it still holds, and which should stop.

A missing job is lost: the worker must not report its result.
$$;
