-- suppliers.project_as_of: the tasks of a project as they were at a time.
--
-- One row of the history per task, found by its index. Definer: what suppliers read is
-- logged.

create or replace function suppliers.project_as_of(
    p_project_id bigint,
    p_at timestamptz,
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
    v_page constant core.page := core.read_page(
        'suppliers.project_as_of', p_after, p_page_size, '{bigint}'
    );
    v_ids bigint[] := suppliers._readable_works(p_project_id);
    v_items jsonb;
begin
    perform core.read_time('at', p_at);
    perform suppliers._log_read('project_as_of', p_project_id);
    -- A supplier that came later has no task whose history is worth a look.
    v_ids := array(
        select s.id
        from suppliers.supplier_projects as s
        inner join suppliers.projects as p on s.project_id = p.id
        where
            s.id = any(v_ids)
            and exists (
                select
                from suppliers.daily_progress as d
                where
                    d.project_id = s.project_id
                    and d.supplier_id = s.supplier_id
                    and d.progressed_on <= (p_at at time zone p.timezone)::date
            )
    );
    select jsonb_agg(to_jsonb(n) order by n.task_id)
    into v_items
    from (
        select
            i.id as task_id, i.supplier_id, t.code, h.status, h.start_on, h.due_on,
            h.owner_id, h.version, h.changed_at
        from (
            select o.*
            from suppliers.task_instances as o
            where
                o.project_id = p_project_id
                and o.supplier_project_id = any(v_ids)
                and o.id > coalesce((v_page).key[1]::bigint, 0)
            order by o.id
            -- In order, so that no more history is read than the page needs.
            offset 0
        ) as i
        inner join suppliers.task_templates as t on i.task_template_id = t.id
        cross join lateral (
            select o.*
            from suppliers.task_history as o
            where o.task_id = i.id and o.changed_at <= p_at
            order by o.id desc
            limit 1
        ) as h
        order by i.id
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'task_id');
end;
$$;

grant execute on function suppliers.project_as_of(
    bigint, timestamptz, text, integer
) to authenticated, service_role;

comment on function suppliers.project_as_of(bigint, timestamptz, text, integer) is
$$The states that the tasks of a project had at a time; without tasks made later.

Oldest task first. Admins, analysts and managers of the project see all suppliers'
tasks, a supplier's people their own. What suppliers read is logged.
Returns: {items: [{task_id: bigint, supplier_id: bigint, code: text, status:
get_task.status, start_on: date, due_on: date, owner_id: uuid | null, version: bigint,
changed_at: timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size, PT405 core.post_only.
Example: {"project_id": 2001, "at": "2026-06-30T12:00:00Z"}
Budget: 200 ms.
$$;
