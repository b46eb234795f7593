-- commerce.finish_sync_run: store the counts of a run, and its fault if it failed.
--
-- Definer: no role may write the table.

create or replace function commerce.finish_sync_run(
    p_run_id bigint, p_counts jsonb, p_fault text default null
)
    returns void
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    update commerce.sync_runs
    set
        status = case when p_fault is null then 'succeeded' else 'failed' end,
        counts = p_counts,
        fault = left(p_fault, 1000),
        finished_at = core.now()
    where id = p_run_id and status = 'running'
$$;

grant execute on function commerce.finish_sync_run(bigint, jsonb, text)
to service_role, app_worker;

comment on function commerce.finish_sync_run(bigint, jsonb, text) is
    'Ends a run that is running; a null fault means that it succeeded.';
