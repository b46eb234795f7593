-- core._enqueue_operation: the next job of one of an operation's lanes.
--
-- A lane is a place for one job at a time: as many lanes, so many jobs at once.

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
