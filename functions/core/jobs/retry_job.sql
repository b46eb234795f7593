-- core.retry_job: run a dead or waiting job now.
--
-- Locks the row. A job that waits for a limit meets the limit again. Definer: no role
-- may write the table directly. A signed-in user needs app role admin.

create or replace function core.retry_job(p_id bigint)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_status text;
    v_queue text;
begin
    perform core.require_role('admin');
    select status, queue into v_status, v_queue from core.jobs where id = p_id for update;

    if not found then
        perform core.raise_error(
            'core.unknown_job',
            format('There is no unfinished job %s.', core.excerpt(p_id::text))
        );
    end if;
    if v_status = 'dead' then
        if not exists (select from core.redrive(array[p_id])) then
            perform core.raise_error(
                'core.job_not_dead',
                format('Another unfinished job has the dedupe key of job %s.', core.excerpt(p_id::text))
            );
        end if;
    elsif v_status = 'waiting' then
        update core.jobs
        set
            status = 'ready',
            wait_reason = null,
            run_at = core.now()
        where id = p_id;
        perform core._notify_workers(v_queue);
    end if;
    return v_status;
end;
$$;

grant execute on function core.retry_job(bigint)
to authenticated, service_role, app_worker;

comment on function core.retry_job(bigint) is
$$Make a waiting or dead job ready now; returns its status before; for app role admin.

Returns: "ready" | "waiting" | "dead"
Errors: PT403 core.not_permitted, PT404 core.unknown_job, PT409 core.job_not_dead (its
dedupe key is taken).
Example: {"id": 1}
Budget: 50 ms.
$$;
