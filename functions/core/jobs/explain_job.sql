-- core.explain_job: every reason why a job does not run, the most important first.
--
-- It reads without waiting: a locked row is reported as such.

create or replace function core.explain_job(p_id bigint)
    returns table (rule text, detail text)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_job core.jobs;
    v_kind core.job_kinds;
    v_queue core.job_queues;
    v_provider core.job_providers;
    v_done core.finished_jobs;
    v_count bigint;
begin
    select * into v_job from core.jobs where id = p_id;
    if not found then
        select * into v_done from core.finished_jobs where id = p_id;
        if not found then
            perform core.raise_error(
                'core.unknown_job',
                format('There is no job %s.', core.excerpt(p_id::text))
            );
        end if;
        return query values (
            'finished', format('It %s at %s.', v_done.outcome, v_done.finished_at)
        );
        return;
    end if;
    select * into v_kind from core.job_kinds where kind = v_job.kind;
    select * into v_queue from core.job_queues where name = v_job.queue;
    select * into v_provider from core.job_providers where name = v_kind.provider;

    if v_job.status = 'dead' then
        return query values ('dead', format(
            'It gave up after attempt %s of %s at %s: %s',
            v_job.attempts, v_job.max_attempts, v_job.died_at, v_job.last_error
        ));
        return;
    end if;
    if v_job.cancel_requested_at is not null then
        return query values ('cancel_requested', format(
            'Cancellation was requested at %s.', v_job.cancel_requested_at
        ));
    end if;
    if v_job.lease_expires_at > v_now then
        return query values ('running', format(
            'Worker %s holds it under token %s until %s.',
            v_job.leased_by, v_job.token, v_job.lease_expires_at
        ));
        return;
    end if;
    perform from core.jobs where id = p_id for update skip locked;
    if not found then
        return query values ('locked', 'Another transaction has locked it.');
        return;
    end if;
    if v_job.leased_by is not null then
        return query values ('lease_expired', format(
            'Worker %s lost it at %s; the next claim takes it.',
            v_job.leased_by, v_job.lease_expires_at
        ));
    end if;
    if v_queue.paused_until_at > v_now then
        return query values ('queue_paused', format(
            'Queue %s is paused until %s. %s',
            v_queue.name, v_queue.paused_until_at, coalesce(v_queue.paused_reason, '')
        ));
    end if;
    if v_job.status = 'waiting' then
        return query values (v_job.wait_reason, format(
            '%s; the next try is at %s.%s',
            case v_job.wait_reason
                when 'scheduled' then 'It is scheduled for later'
                when 'retry' then format('Attempt %s failed', v_job.attempts)
                when 'concurrency_key' then format(
                    'Key %s is at its limit', v_job.concurrency_key
                )
                else format('Provider %s is at its limit', v_kind.provider)
            end,
            v_job.run_at,
            ' Last error: ' || v_job.last_error
        ));
    end if;
    if v_provider.paused_until_at > v_now then
        return query values ('provider_paused', format(
            'Provider %s is paused until %s. %s',
            v_provider.name, v_provider.paused_until_at,
            coalesce(v_provider.paused_reason, '')
        ));
    end if;
    if v_provider.spent >= v_provider.daily_budget
        and v_provider.spent_on = (v_now at time zone 'UTC')::date
    then
        return query values ('provider_budget', format(
            'Provider %s has used its %s calls of %s.',
            v_provider.name, v_provider.daily_budget, v_provider.spent_on
        ));
    end if;
    if v_job.concurrency_key is not null then
        select count(*)
        into v_count
        from core.jobs as j
        where
            j.concurrency_key = v_job.concurrency_key
            and j.status = 'ready'
            and j.leased_by is not null
            and j.id <> p_id;
        if v_count >= v_kind.concurrency then
            return query values ('concurrency_key', format(
                'Key %s runs %s times, its limit.', v_job.concurrency_key, v_count
            ));
        end if;
    end if;
    if v_job.status = 'ready' then
        select count(*)
        into v_count
        from (
            select
            from core.jobs as j
            where
                j.queue = v_job.queue
                and j.status = 'ready'
                and (-j.priority, j.id) < (-v_job.priority, v_job.id)
            limit 10000
        ) as ahead;
        return query values ('ready', format(
            'It may start; %s%s jobs of queue %s are before it.',
            v_count, case when v_count = 10000 then ' or more' else '' end, v_job.queue
        ));
        if v_kind.handler = 'python' then
            return query values (
                'needs_worker', format('A worker that handles %s must run.', v_job.kind)
            );
        end if;
    end if;
end;
$$;

grant execute on function core.explain_job(bigint)
to service_role, app_worker, app_reader;

comment on function core.explain_job(bigint) is
$$The rules, locks, limits or schedules that a job waits for: (rule, detail) rows.

Errors: core.unknown_job.
$$;
