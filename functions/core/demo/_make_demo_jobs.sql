-- core._make_demo_jobs: a job that fails until it is dead, and one for tomorrow.
--
-- The first really runs: the view that it refreshes does not exist. Its priority lets
-- the claim find it before other jobs of its kind; what a claim finds, it runs. In a
-- queue that is paused it stays ready.

create or replace function core._make_demo_jobs()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := core.enqueue(
        'core.refresh_view', '{"view": "core.demo_totals"}', p_priority => 1000
    );
    v_job core.jobs;
begin
    for v_attempt in 1 .. 3 loop
        -- From the second attempt on: not after its wait, but now.
        perform core.retry_job(v_id);
        for v_job in
            select c.*
            from core.claim_jobs(
                gen_random_uuid(), '{default}', 1, p_kinds => '{core.refresh_view}'
            ) as c
        loop
            perform core.run_jobs(array[v_job.id], array[v_job.token]);
        end loop;
    end loop;

    perform core.enqueue(
        'core.seal_audit', '{"demo": true}', p_queue => 'maintenance',
        p_run_at => core.now() + interval '1 day'
    );
end;
$$;

comment on function core._make_demo_jobs() is
$$Enqueue two jobs; the first fails three times and is dead.

Emits: core.job.died.
$$;
