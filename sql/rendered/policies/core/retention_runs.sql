-- Rendered from policies/core/retention_runs.sql.j2; edit that file, not this one.
-- Who may do what to core.retention_runs.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.retention_runs
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.retention_runs to service_role, app_reader;

drop policy if exists select_operators_all on core.retention_runs;
create policy select_operators_all
    on core.retention_runs
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.retention_runs is
    'Operators read it; functions write it.';
