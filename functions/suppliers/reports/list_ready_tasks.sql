-- suppliers.list_ready_tasks: the tasks of a project that may start today.
--
-- The same rule as the guard may_start, over all tasks at once. Definer: what suppliers
-- read is logged.

create or replace function suppliers.list_ready_tasks(
    p_project_id bigint, p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_ready_tasks', p_after, p_page_size, '{bigint}'
    );
    v_ids constant bigint[] := suppliers._readable_works(p_project_id);
begin
    perform suppliers._log_read('ready_tasks', p_project_id);
    return core.write_page(
        v_page,
        (
            select jsonb_agg(suppliers._show_task(r.id) order by r.id)
            from suppliers._find_ready_tasks(
                v_ids, coalesce((v_page).key[1]::bigint, 0), (v_page).size + 1
            ) as r (id)
        ),
        'task_id'
    );
end;
$$;

grant execute on function suppliers.list_ready_tasks(bigint, text, integer)
to authenticated, service_role;

comment on function suppliers.list_ready_tasks(bigint, text, integer) is
$$Planned tasks that may start: predecessors are done, lags have passed, and the
supplier has the capability.

Oldest first. Admins, analysts and managers of the project see all suppliers' tasks, a
supplier's people their own. What suppliers read is logged.
Returns: {items: [list_tasks.items], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT422 core.invalid_cursor, PT422
core.invalid_page_size, PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 200 ms.
$$;
