-- suppliers.own_project_ids: the projects for which the caller's suppliers work.
--
-- Definer: policies call it, and the tables it reads have policies themselves.

create or replace function suppliers.own_project_ids()
    returns bigint[]
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct s.project_id), '{}')
    from suppliers.supplier_projects as s
    where s.supplier_id = any(suppliers.own_supplier_ids())
$$;

grant execute on function suppliers.own_project_ids()
to authenticated, service_role;

comment on function suppliers.own_project_ids() is
    'Ids of suppliers.projects, also of those that the supplier was removed from.';
