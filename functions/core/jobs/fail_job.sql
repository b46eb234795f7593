-- core.fail_job: record a failed attempt: retry later, or give up.
--
-- It locks the job's row, then the provider's row if the provider asked for a pause,
-- then the key that becomes free. One transaction: after a crash before the commit
-- nothing is reported, and the lease expires. Definer: workers have no write grant.

create or replace function core.fail_job(
    p_id bigint,
    p_token bigint,
    p_error text,
    p_retry_after interval default null,
    p_is_permanent boolean default false,
    p_traceback text default null
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_job core.jobs := core._lock_leased_job(p_id, p_token);
    v_kind core.job_kinds;
    v_wait interval;
begin
    if v_job.cancel_requested_at is not null then
        update core.jobs
        set last_error = left(p_error, 2000), last_traceback = right(p_traceback, 8000)
        where id = p_id;
        perform core._finish_jobs(array[p_id], 'cancelled', v_now);
        return 'cancelled';
    end if;

    select * into v_kind from core.job_kinds where kind = v_job.kind;
    if p_retry_after is not null and v_kind.provider is not null then
        perform core.pause_provider(
            v_kind.provider, v_now + p_retry_after, 'Requested by the service.'
        );
    end if;

    if p_is_permanent or v_job.attempts >= v_job.max_attempts then
        update core.jobs set last_traceback = right(p_traceback, 8000) where id = p_id;
        perform core._dead_letter_jobs(array[p_id], p_error, v_now);
        return 'dead';
    end if;

    v_wait := coalesce(p_retry_after, core.retry_delay(
        v_job.attempts, v_kind.backoff_seconds, v_kind.backoff_cap_seconds
    ));
    update core.jobs
    set
        status = 'waiting',
        wait_reason = 'retry',
        run_at = v_now + v_wait,
        last_error = left(p_error, 2000),
        last_traceback = right(p_traceback, 8000),
        leased_by = null,
        lease_expires_at = null
    where id = p_id;
    if v_job.concurrency_key is not null then
        perform core._release_concurrency_keys(array[v_job.concurrency_key]);
    end if;
    return 'waiting';
end;
$$;

grant execute on function core.fail_job(bigint, bigint, text, interval, boolean, text)
to app_worker;

comment on function core.fail_job(bigint, bigint, text, interval, boolean, text) is
$$Report a failed attempt; returns the job's new status: waiting, dead or cancelled.

p_retry_after overrides the backoff and pauses the kind's provider for the same time.
The last 8,000 characters of the traceback are stored.
Errors: core.lease_lost.
Emits: core.job.died {v, kind, queue, attempts, error}.
$$;
