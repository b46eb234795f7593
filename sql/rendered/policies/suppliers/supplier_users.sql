-- Rendered from policies/suppliers/supplier_users.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.supplier_users.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.supplier_users
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.supplier_users to authenticated;
grant select
on suppliers.supplier_users to service_role, app_reader;

drop policy if exists select_user_visible on suppliers.supplier_users;
create policy select_user_visible
    on suppliers.supplier_users
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id())
        or (select core.can_act_as('admin')));
comment on policy select_user_visible on suppliers.supplier_users is
    'Users read for which suppliers they work, admins all.';

drop policy if exists select_operators_all on suppliers.supplier_users;
create policy select_operators_all
    on suppliers.supplier_users
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.supplier_users is
    'Operators read every row.';
