-- suppliers._select_tasks: the open tasks of a project that the caller has and that a
-- filter selects, by id.
--
-- One more than an operation takes is enough to refuse them.

create or replace function suppliers._select_tasks(p_project_id bigint, p_filter jsonb)
    returns bigint[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array(
        select i.id
        from suppliers.task_instances as i
        where
            i.project_id = p_project_id
            and i.supplier_id = any(array(
                select s.supplier_id
                from suppliers.supplier_projects as s
                where
                    s.project_id = p_project_id
                    and cardinality(suppliers._task_roles(s.project_id, s.supplier_id)) > 0
            ))
            and i.status in (select s.code from suppliers.task_statuses as s where not s.is_final)
            and i.supplier_id = coalesce((p_filter ->> 'supplier_id')::bigint, i.supplier_id)
            and i.status = coalesce(p_filter ->> 'status', i.status)
            and i.due_on >= coalesce((p_filter ->> 'due_from')::date, '-infinity')
            and i.due_on <= coalesce((p_filter ->> 'due_until')::date, 'infinity')
            and (
                p_filter ->> 'phase' is null
                or i.task_template_id in (
                    select t.id
                    from suppliers.task_templates as t
                    where t.project_id = p_project_id and t.phase_code = p_filter ->> 'phase'
                )
            )
            and (
                p_filter -> 'task_ids' is null
                or i.id in (
                    select n.id::bigint
                    from jsonb_array_elements_text(p_filter -> 'task_ids') as n (id)
                )
            )
        order by i.id
        limit 100001
    )
$$;

comment on function suppliers._select_tasks(bigint, jsonb) is
    'Ids; the conditions of a filter apply together. At most 100,001.';
