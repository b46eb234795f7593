-- core._enqueue_operation: enqueue the next job of one lane of an operation.
--
-- A lane runs one job at a time: the number of lanes is the number of concurrent jobs.

create or replace function core._enqueue_operation(
    p_operation_id bigint,
    p_lane integer,
    p_delay interval default '0'
)
    returns bigint
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select core.enqueue(
        p_kind => 'core.run_operation',
        p_payload => jsonb_build_object('operation_id', p_operation_id, 'lane', p_lane),
        p_run_at => core.now() + p_delay
    )
$$;
