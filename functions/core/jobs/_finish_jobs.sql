-- core._finish_jobs: move locked jobs to core.finished_jobs, without a result.

create or replace function core._finish_jobs(
    p_ids bigint[], p_outcome text, p_now timestamptz
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys text[];
begin
    with gone as (
        delete from core.jobs
        where id = any(p_ids)
        returning *
    ),

    kept as (
        insert into core.finished_jobs (
            id, kind, queue, outcome, payload, error, attempts, worker, actor,
            traceparent, enqueued_at, started_at, finished_at
        )
        select
            g.id, g.kind, g.queue, p_outcome, g.payload, g.last_error, g.attempts,
            g.leased_by, g.actor, g.traceparent, g.enqueued_at, g.started_at, p_now
        from gone as g
    )

    select array_agg(g.concurrency_key)
    into v_keys
    from gone as g
    where g.concurrency_key is not null;

    if v_keys is not null then
        perform core._release_concurrency_keys(v_keys);
    end if;
end;
$$;
