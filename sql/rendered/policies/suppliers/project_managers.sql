-- Rendered from policies/suppliers/project_managers.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.project_managers.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.project_managers
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.project_managers to authenticated;
grant select
on suppliers.project_managers to service_role, app_reader;

drop policy if exists select_user_visible on suppliers.project_managers;
create policy select_user_visible
    on suppliers.project_managers
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id())
        or (select core.can_act_as('admin')));
comment on policy select_user_visible on suppliers.project_managers is
    'Managers read which projects are theirs, admins all.';

drop policy if exists select_operators_all on suppliers.project_managers;
create policy select_operators_all
    on suppliers.project_managers
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.project_managers is
    'Operators read every row.';
