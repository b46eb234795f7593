-- Rendered from policies/suppliers/finished_tasks.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.finished_tasks.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.finished_tasks
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.finished_tasks to service_role, app_reader;

drop policy if exists select_operators_all on suppliers.finished_tasks;
create policy select_operators_all
    on suppliers.finished_tasks
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.finished_tasks is
    'Operators read every row; users read reports.';
