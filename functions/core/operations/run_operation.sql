-- core.run_operation: the job that works on an operation.
--
-- Locks and crash behaviour are those of core.run_operation_chunks.

create or replace function core.run_operation(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select to_jsonb(
        core.run_operation_chunks(
            p_operation_id => (p_job.payload ->> 'operation_id')::bigint,
            p_lane => (p_job.payload ->> 'lane')::integer
        )
    )
$$;


comment on function core.run_operation(core.jobs) is
$$Handler of jobs of kind core.run_operation: one slice of {operation_id, lane}.

Emits: core.operation.finished.
$$;
