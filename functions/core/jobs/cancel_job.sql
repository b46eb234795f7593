-- core.cancel_job: stop an unfinished job.
--
-- Locks its row. A job that is not running is cancelled at once. A job under a lease
-- gets a cancel request: its worker receives it with the next heartbeat, and if the job
-- fails or its lease expires, it is not tried again. A running SQL job holds its own
-- row lock: after half a second of waiting the result is `running`, and the job ends by
-- itself. The reason is put before the last error, which says why a dead job died.
-- Definer: no role may write the table directly; a signed-in user needs app role admin.

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
    perform core.require_role('admin');
    begin
        select * into v_job from core.jobs where id = p_id for update;
    exception
        when lock_not_available then
            return 'running';
    end;

    if v_job.id is null then
        perform core.raise_error(
            'core.unknown_job',
            format('There is no unfinished job %s.', core.excerpt(p_id::text))
        );
    end if;

    update core.jobs
    set
        cancel_requested_at = coalesce(cancel_requested_at, v_now),
        last_error = case
            when p_reason is null or starts_with(last_error, p_reason) then last_error
            else left(concat_ws(e'\n', p_reason, last_error), 2000)
        end
    where id = p_id;
    if v_job.lease_expires_at > v_now then
        return 'asked';
    end if;
    perform core._finish_jobs(array[p_id], 'cancelled', v_now);
    return 'cancelled';
end;
$$;

grant execute on function core.cancel_job(bigint, text)
to authenticated, service_role, app_worker;

comment on function core.cancel_job(bigint, text) is
$$Cancel a job: cancelled, asked (its worker gets a request), or running (an SQL job);
for app role admin.

Returns: "cancelled" | "asked" | "running"
Errors: PT403 core.not_permitted, PT404 core.unknown_job.
Example: {"id": 1, "reason": "not wanted"}
Budget: 600 ms.
$$;
