-- suppliers._lock_tasks: lock some tasks for a change.
--
-- Locks their rows of suppliers.supplier_projects, by id, then the tasks, by id. Every
-- change of a task takes the first lock, so a guard that reads other tasks of the
-- supplier in the project reads what nothing changes until the commit. Callers lock no
-- task that its user does not have: the wait would tell that it is there.

create or replace function suppliers._lock_tasks(p_task_ids bigint[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform from suppliers.supplier_projects as s
    where s.id in (
        select i.supplier_project_id
        from suppliers.task_instances as i
        where i.id = any(p_task_ids)
    )
    order by s.id
    for no key update;
    perform from suppliers.task_instances as i
    where i.id = any(p_task_ids)
    order by i.id
    for no key update;
end;
$$;

comment on function suppliers._lock_tasks(bigint[]) is
    'Lock tasks and the suppliers in projects that they belong to.';
