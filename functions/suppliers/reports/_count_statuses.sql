-- suppliers._count_statuses: how many tasks some suppliers in projects have, by status.

create or replace function suppliers._count_statuses(p_work_ids bigint[])
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(s.code, coalesce(c.tasks, 0))
    from suppliers.task_statuses as s
    left join (
        select i.status, count(*) as tasks
        from suppliers.task_instances as i
        where i.supplier_project_id = any(p_work_ids)
        group by i.status
    ) as c on s.code = c.status
$$;

comment on function suppliers._count_statuses(bigint[]) is
    '{<status>: count}, every status of suppliers.task_statuses.';
