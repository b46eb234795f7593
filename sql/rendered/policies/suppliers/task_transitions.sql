-- Rendered from policies/suppliers/task_transitions.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.task_transitions.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on suppliers.task_transitions
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.task_transitions to authenticated, service_role, app_reader;

drop policy if exists select_members_all on suppliers.task_transitions;
create policy select_members_all
    on suppliers.task_transitions
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on suppliers.task_transitions is
    'Every signed-in user reads which transitions there are.';
