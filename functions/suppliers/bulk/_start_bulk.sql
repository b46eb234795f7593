-- suppliers._start_bulk: start the operation that makes one change of many tasks.
--
-- Its items are sorted by the rows that changes of tasks lock, so chunks lock them in
-- their order. Tasks that the caller does not have come last, like those that are not
-- there: places tell nothing of them. The worker that runs it has rights of its own:
-- the app roles of the caller are decided here; whose tasks they open is read again in
-- each chunk.

create or replace function suppliers._start_bulk(p_task_ids bigint[], p_change jsonb)
    returns bigint
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    with scope as materialized (
        select s.supplier_project_id, s.project_id
        from suppliers._list_scopes(p_task_ids) as s
        where cardinality(s.roles) > 0
    )

    select core.start_operation(
        case
            when p_change ? 'status' then 'suppliers.bulk_update_status'
            else 'suppliers.bulk_update_due_dates'
        end,
        (
            select jsonb_agg(u.id order by s.supplier_project_id, u.id)
            from unnest(p_task_ids) as u (id)
            left join suppliers.task_instances as i on u.id = i.id
            left join scope as s on i.supplier_project_id = s.supplier_project_id
        ),
        jsonb_build_object(
            'change', p_change,
            'app_roles', to_jsonb(suppliers._app_roles()),
            'project_ids', (
                select coalesce(jsonb_agg(distinct s.project_id), '[]')
                from scope as s
            )
        )
    )
$$;

comment on function suppliers._start_bulk(bigint[], jsonb) is
$$The id of an operation on task ids; params: {change, app_roles, project_ids}.

Errors: PT422 core.invalid_argument (more than 100,000 tasks), PT429
core.too_many_operations.
$$;
