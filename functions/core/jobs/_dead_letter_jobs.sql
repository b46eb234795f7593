-- core._dead_letter_jobs: mark locked jobs as dead and emit an event for each.

create or replace function core._dead_letter_jobs(
    p_ids bigint[], p_error text, p_now timestamptz
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job core.jobs;
    v_keys text[];
begin
    for v_job in
        update core.jobs
        set
            status = 'dead',
            wait_reason = null,
            died_at = p_now,
            last_error = left(p_error, 2000),
            leased_by = null,
            lease_expires_at = null
        where id = any(p_ids)
        returning *
    loop
        v_keys := v_keys || v_job.concurrency_key;
        perform core.emit(
            'core.job.died', 'core:job', v_job.id::text,
            jsonb_build_object(
                'v', 1,
                'kind', v_job.kind,
                'queue', v_job.queue,
                'attempts', v_job.attempts,
                'error', v_job.last_error
            )
        );
    end loop;
    perform core._release_concurrency_keys(v_keys);
end;
$$;
