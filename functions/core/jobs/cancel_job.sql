-- core.cancel_job: stop a job that has not ended.
--
-- Locks its row. What does not run is cancelled at once. What runs under a lease is
-- asked to stop: its worker hears it with the next heartbeat; if it fails or its lease
-- runs out, it is not tried again. A SQL job holds its own row while it runs: after
-- half a second it is `running`, and ends by itself. Definer: nobody may write the
-- table itself.

create or replace function core.cancel_job(p_id bigint, p_reason text default null)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '500ms'
as $$
declare
    v_now timestamptz := core.now();
    v_job core.jobs;
begin
    begin
        select * into v_job from core.jobs where id = p_id for update;
    exception
        when lock_not_available then
            return 'running';
    end;

    if v_job.id is null then
        perform core.raise_error(
            'core.unknown_job', format('There is no unfinished job %s.', p_id)
        );
    end if;

    update core.jobs
    set
        cancel_requested_at = coalesce(cancel_requested_at, v_now),
        last_error = coalesce(left(p_reason, 2000), last_error)
    where id = p_id;
    if v_job.lease_expires_at > v_now then
        return 'asked';
    end if;
    perform core._finish_jobs(array[p_id], 'cancelled', v_now);
    return 'cancelled';
end;
$$;

grant execute on function core.cancel_job(bigint, text) to service_role, app_worker;

comment on function core.cancel_job(bigint, text) is
$$Cancel a job: cancelled, asked (its worker is told), or running (SQL, ends by itself).

Errors: core.unknown_job.
$$;
