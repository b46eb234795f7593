-- Rendered from policies/suppliers/task_notices.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.task_notices.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.task_notices
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.task_notices to service_role, app_reader;

drop policy if exists select_operators_all on suppliers.task_notices;
create policy select_operators_all
    on suppliers.task_notices
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.task_notices is
    'Operators see what was announced; users have their notifications.';
