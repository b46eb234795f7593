-- suppliers.list_task_history: the history of one task.
--
-- Definer: what suppliers read is logged, and the log is written by functions only.

create or replace function suppliers.list_task_history(
    p_task_id bigint, p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_task_history', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    perform suppliers._require_task(p_task_id);
    perform suppliers._log_read('task_history', p_task_id);
    select jsonb_agg(to_jsonb(n) order by n.id desc)
    into v_items
    from (
        select
            h.id, h.changed_at, h.version, h.status, h.start_on, h.due_on, h.owner_id,
            h.previous_status, h.previous_due_on, h.previous_owner_id, h.actor_id,
            h.reason, h.cause, h.operation_id
        from suppliers.task_history as h
        where
            h.task_id = p_task_id
            and h.id < coalesce((v_page).key[1]::bigint, 9223372036854775807)
        order by h.id desc
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function suppliers.list_task_history(bigint, text, integer)
to authenticated, service_role;

comment on function suppliers.list_task_history(bigint, text, integer) is
$$Every state that a task has had, newest first; for those who see the task.

previous_status and previous_due_on are null in the first state; cause where no date was
moved, or none was said; operation_id where the change was none of an operation. What
suppliers read is logged.
Returns: {items: [{id: bigint, changed_at: timestamptz, version: bigint, status:
get_task.status, start_on: date, due_on: date, owner_id: uuid | null, previous_status:
get_task.status | null, previous_due_on: date | null, previous_owner_id: uuid | null,
actor_id: uuid | null, reason: text | null, cause: "supplier" | "material" | "design" |
"customer" | "logistics" | "force_majeure" | "planning" | "predecessor" | null,
operation_id: bigint | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_task, PT422 core.invalid_cursor, PT422
core.invalid_page_size, PT405 core.post_only.
Example: {"task_id": 5}
Budget: 50 ms.
$$;
