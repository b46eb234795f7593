-- Rendered from policies/suppliers/suppliers.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.suppliers.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.suppliers
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.suppliers to authenticated;
grant select
on suppliers.suppliers to service_role, app_reader;

drop policy if exists select_user_visible on suppliers.suppliers;
create policy select_user_visible
    on suppliers.suppliers
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin'))
        or (select core.has_role('project_manager'))
        or id = any((select suppliers.own_supplier_ids())::bigint[]));
comment on policy select_user_visible on suppliers.suppliers is
    'Project managers choose among suppliers; a supplier sees itself alone.';

drop policy if exists select_operators_all on suppliers.suppliers;
create policy select_operators_all
    on suppliers.suppliers
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.suppliers is
    'Operators read every row.';
