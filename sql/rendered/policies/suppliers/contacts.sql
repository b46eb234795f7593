-- Rendered from policies/suppliers/contacts.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.contacts.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.contacts
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.contacts to authenticated;
grant select
on suppliers.contacts to service_role, app_reader;

drop policy if exists select_user_visible on suppliers.contacts;
create policy select_user_visible
    on suppliers.contacts
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin'))
        or (select core.has_role('project_manager'))
        or supplier_id = any((select suppliers.own_supplier_ids())::bigint[]));
comment on policy select_user_visible on suppliers.contacts is
    'Project managers reach suppliers; a supplier sees its own people.';

drop policy if exists select_operators_all on suppliers.contacts;
create policy select_operators_all
    on suppliers.contacts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.contacts is
    'Operators read every row.';
