-- Rendered from policies/core/interval_tasks.sql.j2; edit that file, not this one.
-- Who may do what to core.interval_tasks.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.interval_tasks
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.interval_tasks to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.interval_tasks;
create policy select_operators_all
    on core.interval_tasks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.interval_tasks is
    'Workers read the tasks that they run; releases write them.';
