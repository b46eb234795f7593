-- Rendered from policies/suppliers/certificates.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.certificates.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.certificates
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.certificates to authenticated;
grant select
on suppliers.certificates to service_role, app_reader;

drop policy if exists select_user_visible on suppliers.certificates;
create policy select_user_visible
    on suppliers.certificates
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin'))
        or (select core.has_role('project_manager'))
        or supplier_id = any((select suppliers.own_supplier_ids())::bigint[]));
comment on policy select_user_visible on suppliers.certificates is
    'Project managers read certificates; a supplier sees its own.';

drop policy if exists select_operators_all on suppliers.certificates;
create policy select_operators_all
    on suppliers.certificates
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.certificates is
    'Operators read every row.';
