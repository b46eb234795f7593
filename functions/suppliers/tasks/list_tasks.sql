-- suppliers.list_tasks: the tasks that the caller sees.
--
-- Row-level security is restated as conditions, so that an index of the project or the
-- supplier finds the rows. Definer: what suppliers read is logged, and the log is
-- written by functions only.

create or replace function suppliers.list_tasks(
    p_project_id bigint default null,
    p_supplier_id bigint default null,
    p_status text default null,
    p_due_until date default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_query constant text := $q$
        select i.id
        from suppliers.task_instances as i
        where i.id > $1 %s
        order by i.id
        limit $2
    $q$;
    v_page core.page;
    v_conditions text[];
    v_ids bigint[];
begin
    v_page := core.read_page('suppliers.list_tasks', p_after, p_page_size, '{bigint}');
    if p_status is not null then
        perform suppliers._read_status(p_status);
    end if;
    if p_due_until is not null then
        perform core.read_date('due_until', p_due_until);
    end if;
    perform suppliers._log_read('tasks', p_project_id);

    v_conditions := array_remove(array[
        case when p_project_id is not null then 'and i.project_id = $3' end,
        case when p_supplier_id is not null then 'and i.supplier_id = $4' end,
        case when p_status is not null then 'and i.status = $5' end,
        case when p_due_until is not null then 'and i.due_on <= $6' end,
        case
            when not core.can_act_as('admin')
                then 'and (i.project_id = any($7) or i.supplier_id = any($8))'
        end
    ], null);
    execute format(
        'select array_agg(q.id) from (%s) as q',
        format(c_query, array_to_string(v_conditions, ' '))
    )
    into v_ids
    using
        coalesce((v_page).key[1]::bigint, 0), (v_page).size + 1, p_project_id,
        p_supplier_id, p_status, p_due_until, suppliers.managed_project_ids(),
        suppliers.own_supplier_ids();
    return core.write_page(
        v_page,
        (
            select jsonb_agg(suppliers._show_task(u.id) order by u.id)
            from unnest(v_ids) as u (id)
        ),
        'task_id'
    );
end;
$$;

grant execute on function suppliers.list_tasks(
    bigint, bigint, text, date, text, integer
) to authenticated, service_role;

comment on function suppliers.list_tasks(
    bigint, bigint, text, date, text, integer
) is
$$Tasks, oldest first: those of the caller's suppliers and projects; all for an admin.

Each filter may be null. get_task has the predecessors too. What suppliers read is
logged.
Returns: {items: [{task_id: bigint, project_id: bigint, supplier_id: bigint,
supplier_project_id: bigint, code: text, title: text, phase: text | null, status:
get_task.status, start_on: date, planned_due_on: date, due_on: date, owner_id: uuid |
null, started_at: timestamptz | null, finished_at: timestamptz | null, paused_at:
timestamptz | null, paused_days: integer, version: bigint, changed_at: timestamptz}],
next: text | null}
Units: due_until YYYY-MM-DD, included; page_size from 1 to 500.
Errors: PT422 core.invalid_argument, PT422 core.invalid_cursor, PT422
core.invalid_page_size, PT405 core.post_only.
Example: {"project_id": 2001, "status": "planned"}
Budget: 200 ms.
$$;
