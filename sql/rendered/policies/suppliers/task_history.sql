-- Rendered from policies/suppliers/task_history.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.task_history.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.task_history
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.task_history to authenticated;
grant select
on suppliers.task_history to service_role, app_reader;

drop policy if exists select_user_visible on suppliers.task_history;
create policy select_user_visible
    on suppliers.task_history
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin'))
        or project_id = any((select suppliers.managed_project_ids())::bigint[])
        or supplier_id = any((select suppliers.own_supplier_ids())::bigint[]));
comment on policy select_user_visible on suppliers.task_history is
    'Managers read the history of their projects, suppliers their own, admins all.';

drop policy if exists select_operators_all on suppliers.task_history;
create policy select_operators_all
    on suppliers.task_history
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.task_history is
    'Operators read every row.';
