-- Rendered from policies/suppliers/task_statuses.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.task_statuses.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on suppliers.task_statuses
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.task_statuses to authenticated, service_role, app_reader;

drop policy if exists select_members_all on suppliers.task_statuses;
create policy select_members_all
    on suppliers.task_statuses
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on suppliers.task_statuses is
    'Every signed-in user reads which statuses there are.';
