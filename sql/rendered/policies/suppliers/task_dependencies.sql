-- Rendered from policies/suppliers/task_dependencies.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.task_dependencies.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.task_dependencies
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.task_dependencies to authenticated;
grant select
on suppliers.task_dependencies to service_role, app_reader;

drop policy if exists select_user_visible on suppliers.task_dependencies;
create policy select_user_visible
    on suppliers.task_dependencies
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin'))
        or project_id = any((select suppliers.managed_project_ids())::bigint[])
        or project_id = any((select suppliers.own_project_ids())::bigint[]));
comment on policy select_user_visible on suppliers.task_dependencies is
    'Managers and suppliers read the projects they work on, admins all.';

drop policy if exists select_operators_all on suppliers.task_dependencies;
create policy select_operators_all
    on suppliers.task_dependencies
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.task_dependencies is
    'Operators read every row.';
