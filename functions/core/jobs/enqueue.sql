-- core.enqueue: add one job to a queue, in the caller's transaction.
--
-- It locks only what it inserts. After a rollback or a crash before the commit the job
-- does not exist. Definer: no role may write the table directly. This path is hot: the
-- check for idle workers is inlined here and not left to _notify_workers, and the
-- insert without a dedupe key is separate, since ON CONFLICT costs half as much again.

create or replace function core.enqueue(
    p_kind text,
    p_payload jsonb default '{}',
    p_queue text default 'default',
    p_run_at timestamptz default null,
    p_priority integer default 0,
    p_dedupe_key text default null,
    p_concurrency_key text default null,
    p_max_attempts integer default null
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- core.now() without the call if no test clock is set.
    v_now timestamptz := case
        when coalesce(current_setting('rowhouse.clock', true), '') = '' then now()
        else core.now()
    end;
    v_is_later boolean := coalesce(p_run_at > v_now, false);
    v_actor uuid;
    v_traceparent text;
    v_max_attempts integer;
    v_is_limited boolean;
    v_status text := 'ready';
    v_wait_reason text;
    v_id bigint;
begin
    if p_queue <> 'default' then
        if not exists (select from core.job_queues where name = p_queue) then
            perform core.raise_error(
                'core.unknown_queue',
    format('There is no queue %L.', core.excerpt(p_queue))
            );
        end if;
    end if;
    if p_max_attempts < 1 then
        perform core.raise_error(
            'core.invalid_argument',
            format('max_attempts is %s, wanted 1 or more.', p_max_attempts)
        );
    end if;
    if p_run_at is not null then
        perform core.read_time('run_at', p_run_at);
    end if;
    if octet_length(p_dedupe_key) > 1000 or octet_length(p_concurrency_key) > 1000 then
        perform core.raise_error(
            'core.invalid_argument', 'A key of the job has more than 1,000 bytes.'
        );
    end if;
    if coalesce(current_setting('request.headers', true), '') <> ''
        or coalesce(current_setting('rowhouse.traceparent', true), '') <> ''
    then
        v_traceparent := core.traceparent();
    end if;
    if coalesce(current_setting('request.jwt.claims', true), '') <> '' then
        v_actor := core.actor_id();
    end if;

    select k.max_attempts, k.provider is not null
    into v_max_attempts, v_is_limited
    from core.job_kinds as k
    where k.kind = p_kind;
    if not found then
        perform core.raise_error(
            'core.unknown_job_kind',
    format('There is no job kind %L.', core.excerpt(p_kind))
        );
    end if;
    if v_is_later then
        v_status := 'waiting';
        v_wait_reason := 'scheduled';
    end if;

    if p_dedupe_key is null then
        insert into core.jobs (
            kind, queue, payload, priority, status, wait_reason, run_at, max_attempts,
            concurrency_key, is_limited, actor, traceparent, enqueued_at
        )
        values (
            p_kind, p_queue, coalesce(p_payload, '{}'), p_priority, v_status,
            v_wait_reason, coalesce(p_run_at, v_now),
            coalesce(p_max_attempts, v_max_attempts), p_concurrency_key,
            v_is_limited or p_concurrency_key is not null, v_actor, v_traceparent, v_now
        )
        returning id into v_id;
    else
        loop
            insert into core.jobs (
                kind, queue, payload, priority, status, wait_reason, run_at,
                max_attempts, dedupe_key, concurrency_key, is_limited, actor,
                traceparent, enqueued_at
            )
            values (
                p_kind, p_queue, coalesce(p_payload, '{}'), p_priority, v_status,
                v_wait_reason, coalesce(p_run_at, v_now),
                coalesce(p_max_attempts, v_max_attempts), p_dedupe_key,
                p_concurrency_key, v_is_limited or p_concurrency_key is not null,
                v_actor, v_traceparent, v_now
            )
            on conflict (kind, dedupe_key)
                where dedupe_key is not null and status <> 'dead'
                do nothing
            returning id into v_id;
            exit when found;

            -- The conflicting job may have ended meanwhile: try again.
            select j.id
            into v_id
            from core.jobs as j
            where
                j.kind = p_kind
                and j.dedupe_key = p_dedupe_key
                and j.status <> 'dead';
            if found then
                return v_id;
            end if;
        end loop;
    end if;

    if exists (
        select
        from core.idle_workers
        where expires_at > clock_timestamp() and p_queue = any(signals)
    ) then
        perform pg_notify('core:jobs', p_queue);
    end if;
    return v_id;
end;
$$;

grant execute on function core.enqueue(
    text, jsonb, text, timestamptz, integer, text, text, integer
) to service_role, app_worker;

comment on function core.enqueue(
    text, jsonb, text, timestamptz, integer, text, text, integer
) is
$$Enqueue a job; returns its id, or that of the unfinished job with the dedupe key.

Errors: core.unknown_job_kind, core.unknown_queue, core.invalid_argument.
$$;
