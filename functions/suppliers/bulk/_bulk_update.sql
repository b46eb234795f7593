-- suppliers._bulk_update: make one change of some tasks: at once, or as an operation.
--
-- Up to 500 tasks are one transaction, which any fault refuses. A filter selects again
-- when the locks are held: a task that has changed and does not match any more is left
-- alone. A task that the caller does not have refuses the call before it locks.

create or replace function suppliers._bulk_update(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_change constant jsonb := p_request -> 'change';
    v_ids bigint[] := suppliers._requested_tasks(p_request);
    v_operation_id bigint;
    v_items jsonb := '[]'::jsonb;
begin
    if cardinality(v_ids) > 500 then
        v_operation_id := suppliers._start_bulk(v_ids, v_change);
    else
        if exists (
            select
            from suppliers._scope_faults(v_ids) as f
            where f.key = 'suppliers.unknown_task'
        ) then
            perform suppliers._refuse_differences(
                suppliers._show_differences(v_ids, v_change)
            );
        end if;
        perform suppliers._lock_tasks(v_ids);
        v_ids := array(
            select u.id
            from unnest(suppliers._requested_tasks(p_request)) as u (id)
            where u.id = any(v_ids)
        );
        v_items := suppliers._show_differences(v_ids, v_change);
        perform suppliers._refuse_differences(v_items);
        perform suppliers._apply_bulk(v_ids, v_change, null);
    end if;
    return jsonb_build_object(
        'items', v_items, 'next', null, 'dry_run', false, 'total', cardinality(v_ids),
        'operation_id', v_operation_id
    );
end;
$$;

comment on function suppliers._bulk_update(jsonb) is
    '{change, task_ids} or {change, project_id, filter} to {items, next, dry_run, '
    'total, operation_id}.';
