-- core._read_jobs: at most so many jobs of one state below an id, newest first.
--
-- Each branch reads one index and stops. Of running jobs, each queue's front is read:
-- one that was claimed from behind so many others of its queue is not found.

create or replace function core._read_jobs(p_state text, p_below bigint, p_most integer)
    returns table (
        id bigint,
        kind text,
        queue text,
        state text,
        wait_reason text,
        attempts integer,
        max_attempts integer,
        enqueued_at timestamptz,
        run_at timestamptz,
        finished_at timestamptz,
        error text
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_state = 'finished' then
        return query
            select
                f.id, f.kind, f.queue, f.outcome, null::text, f.attempts, null::integer,
                f.enqueued_at, null::timestamptz, f.finished_at, left(f.error, 500)
            from core.finished_jobs as f
            where f.id < p_below
            order by f.id desc
            limit p_most;
    elsif p_state = 'running' then
        return query
            select
                j.id, j.kind, j.queue, 'running', null::text, j.attempts,
                j.max_attempts, j.enqueued_at, j.run_at, null::timestamptz, left(j.last_error, 500)
            from core.job_queues as q
            cross join lateral (
                select a.*
                from core.jobs as a
                where a.queue = q.name and a.status = 'ready'
                order by a.priority desc, a.id
                limit p_most
            ) as j
            where j.leased_by is not null and j.id < p_below
            order by j.id desc
            limit p_most;
    else
        return query
            select
                j.id, j.kind, j.queue,
                case when j.leased_by is not null then 'running' else j.status end,
                j.wait_reason, j.attempts, j.max_attempts, j.enqueued_at, j.run_at,
                null::timestamptz, left(j.last_error, 500)
            from core.jobs as j
            where
                j.id < p_below
                and (p_state is null or j.status = p_state)
                and (p_state is distinct from 'ready' or j.leased_by is null)
            order by j.id desc
            limit p_most;
    end if;
end;
$$;
