-- core.list_jobs: jobs for operators, newest first.

create or replace function core.list_jobs(
    p_status text default null,
    p_queue text default null,
    p_kind text default null,
    p_limit integer default 50
)
    returns table (
        id bigint,
        kind text,
        queue text,
        status text,
        attempts integer,
        run_at timestamptz,
        worker uuid,
        error text
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    (
        select
            j.id,
            j.kind,
            j.queue,
            case
                when j.leased_by is not null then 'running'
                when j.status = 'waiting' then 'waiting: ' || j.wait_reason
                else j.status
            end,
            j.attempts,
            j.run_at,
            j.leased_by,
            j.last_error
        from core.jobs as j
        where
            p_status is distinct from 'finished'
            and (
                p_status is null
                or p_status = case when j.leased_by is null then j.status else 'running' end
            )
            and (p_queue is null or j.queue = p_queue)
            and (p_kind is null or j.kind = p_kind)
        order by j.id desc
        limit p_limit
    )

    union all

    (
        select f.id, f.kind, f.queue, f.outcome, f.attempts, f.finished_at, f.worker, f.error
        from core.finished_jobs as f
        where
            p_status = 'finished'
            and (p_queue is null or f.queue = p_queue)
            and (p_kind is null or f.kind = p_kind)
        order by f.id desc
        limit p_limit
    )
$$;

grant execute on function core.list_jobs(text, text, text, integer)
to service_role, app_worker, app_reader;

comment on function core.list_jobs(text, text, text, integer) is
    'Unfinished jobs, or those of one status: ready, running, waiting, dead, finished.';
