-- suppliers._apply_bulk: make one change of some tasks, in one statement.
--
-- The caller holds the locks and has read the faults.

create or replace function suppliers._apply_bulk(
    p_task_ids bigint[], p_change jsonb, p_operation_id bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_change ? 'status' then
        perform suppliers._set_statuses(
            p_task_ids, p_change ->> 'status', p_change ->> 'note', p_operation_id
        );
    else
        perform suppliers._set_dates(
            array_agg(d.task_id), array_agg(d.start_on), array_agg(d.due_on),
            p_change ->> 'reason', p_change ->> 'cause', p_operation_id
        )
        from suppliers._shift_dates(
            p_task_ids, (p_change ->> 'shift_days')::integer
        ) as d;
    end if;
end;
$$;

comment on function suppliers._apply_bulk(bigint[], jsonb, bigint) is
    'Write {status, note} or {shift_days, reason, cause}.';
