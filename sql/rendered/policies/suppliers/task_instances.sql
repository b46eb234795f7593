-- Rendered from policies/suppliers/task_instances.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.task_instances.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.task_instances
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.task_instances to authenticated;
grant select
on suppliers.task_instances to service_role, app_reader;

drop policy if exists select_user_visible on suppliers.task_instances;
create policy select_user_visible
    on suppliers.task_instances
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin'))
        or project_id = any((select suppliers.managed_project_ids())::bigint[])
        or supplier_id = any((select suppliers.own_supplier_ids())::bigint[]));
comment on policy select_user_visible on suppliers.task_instances is
    'Managers read the tasks of their projects, suppliers their own, admins all.';

drop policy if exists select_operators_all on suppliers.task_instances;
create policy select_operators_all
    on suppliers.task_instances
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.task_instances is
    'Operators read every row.';
