-- core.complete_jobs: finish the jobs that the worker still holds.
--
-- It locks the rows by deleting them, then the concurrency keys that become free. One
-- transaction: after a crash before the commit nothing is completed, and the jobs run
-- again when their leases expire. Definer: workers have no write grant.

create or replace function core.complete_jobs(
    p_ids bigint[], p_tokens bigint[], p_results jsonb[] default null
)
    returns setof bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_ids bigint[];
    v_keys text[];
begin
    with gone as (
        delete from core.jobs as j
        using unnest(p_ids, p_tokens, p_results) as t (id, token, result)
        where
            j.id = t.id
            and j.token = t.token
            and j.leased_by is not null
        returning j.*, t.result
    ),

    kept as (
        insert into core.finished_jobs (
            id, kind, queue, outcome, payload, result, attempts, worker, actor,
            traceparent, enqueued_at, started_at, finished_at
        )
        select
            g.id, g.kind, g.queue, 'succeeded', g.payload, g.result, g.attempts,
            g.leased_by, g.actor, g.traceparent, g.enqueued_at, g.started_at, v_now
        from gone as g
    )

    select
        array_agg(g.id),
        array_agg(g.concurrency_key) filter (where g.concurrency_key is not null)
    into v_ids, v_keys
    from gone as g;

    if v_keys is not null then
        perform core._release_concurrency_keys(v_keys);
    end if;
    return query select unnest(v_ids);
end;
$$;

grant execute on function core.complete_jobs(bigint[], bigint[], jsonb[]) to app_worker;

comment on function core.complete_jobs(bigint[], bigint[], jsonb[]) is
$$Finish jobs under the caller's tokens; returns the ids that it still held.

A missing id belongs to another worker by now, or its job has ended.
$$;
