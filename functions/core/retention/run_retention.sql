-- core.run_retention: the job that applies retention, batch by batch.
--
-- A job without a table enqueues one job per table. That job deletes one batch and, if
-- the batch was full, enqueues the next: transactions stay short, and other jobs run in
-- between. The running job holds its own dedupe key, so the key of the next one has a
-- number.

create or replace function core.run_retention(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table_name constant text := p_job.payload ->> 'table';
    v_batch constant integer := coalesce((p_job.payload ->> 'batch')::integer, 1);
    v_run core.retention_runs;
begin
    if v_table_name is null then
        perform core.enqueue(
            'core.apply_retention',
            jsonb_build_object('table', p.table_name, 'batch', 1),
            p_queue => 'maintenance',
            p_dedupe_key => p.table_name || ':1'
        )
        from core.retention_policies as p
        where p.is_enabled;
        return;
    end if;
    if not exists (
        select from core.retention_policies as p where p.table_name = v_table_name
    ) then
        return;
    end if;

    v_run := core.apply_retention(v_table_name);
    if v_run.outcome = 'failed' then
        raise warning 'retention of %: %', v_table_name, v_run.detail;
    elsif v_run.has_more then
        perform core.enqueue(
            'core.apply_retention',
            jsonb_build_object('table', v_table_name, 'batch', v_batch + 1),
            p_queue => 'maintenance',
            p_dedupe_key => v_table_name || ':' || v_batch + 1
        );
    end if;
end;
$$;

comment on function core.run_retention(core.jobs) is
$$Handler of core.apply_retention.
$$;
