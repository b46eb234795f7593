-- Rendered from policies/suppliers/supplier_capabilities.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.supplier_capabilities.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.supplier_capabilities
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.supplier_capabilities to authenticated;
grant select
on suppliers.supplier_capabilities to service_role, app_reader;

drop policy if exists select_user_visible on suppliers.supplier_capabilities;
create policy select_user_visible
    on suppliers.supplier_capabilities
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin'))
        or (select core.has_role('project_manager'))
        or supplier_id = any((select suppliers.own_supplier_ids())::bigint[]));
comment on policy select_user_visible on suppliers.supplier_capabilities is
    'Project managers choose by capabilities; a supplier sees its own.';

drop policy if exists select_operators_all on suppliers.supplier_capabilities;
create policy select_operators_all
    on suppliers.supplier_capabilities
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.supplier_capabilities is
    'Operators read every row.';
