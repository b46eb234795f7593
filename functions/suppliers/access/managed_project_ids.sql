-- suppliers.managed_project_ids: the projects that the caller manages.
--
-- Definer: policies call it, and the table it reads has policies itself.

create or replace function suppliers.managed_project_ids()
    returns bigint[]
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(m.project_id), '{}')
    from suppliers.project_managers as m
    where m.user_id = core.actor_id() and core.has_role('project_manager')
$$;

grant execute on function suppliers.managed_project_ids()
to authenticated, service_role;

comment on function suppliers.managed_project_ids() is
    'Ids of suppliers.projects; none without app role project_manager.';
