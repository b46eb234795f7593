-- suppliers._list_scopes: where some tasks belong: their suppliers in projects, the
-- caller's roles there and the day that it is.
--
-- Rights are computed once per supplier and project, however many the tasks are.

create or replace function suppliers._list_scopes(
    p_task_ids bigint[], p_app_roles text[] default null
)
    returns table (
        supplier_project_id bigint,
        project_id bigint,
        supplier_id bigint,
        roles text[],
        today date,
        is_open boolean
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 10
as $$
    select
        s.id,
        s.project_id,
        s.supplier_id,
        case
            when p_app_roles is null then suppliers._task_roles(s.project_id, s.supplier_id)
            else suppliers._kept_roles(s.project_id, s.supplier_id, p_app_roles)
        end,
        suppliers._project_day(p.timezone),
        p.status = 'active' and s.removed_at is null
    from (
        select distinct i.supplier_project_id
        from suppliers.task_instances as i
        where i.id = any(p_task_ids)
    ) as d
    inner join suppliers.supplier_projects as s on d.supplier_project_id = s.id
    inner join suppliers.projects as p on s.project_id = p.id
$$;

comment on function suppliers._list_scopes(bigint[], text[]) is
    'The rows of suppliers.supplier_projects of some tasks; is_open: work goes on.';
