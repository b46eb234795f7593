-- suppliers.own_supplier_ids: the suppliers for which the caller works.
--
-- Definer: policies call it, and the table it reads has policies itself.

create or replace function suppliers.own_supplier_ids()
    returns bigint[]
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(u.supplier_id), '{}')
    from suppliers.supplier_users as u
    where u.user_id = core.actor_id() and core.has_role('supplier')
$$;

grant execute on function suppliers.own_supplier_ids()
to authenticated, service_role;

comment on function suppliers.own_supplier_ids() is
    'Ids of suppliers.suppliers; none without app role supplier.';
