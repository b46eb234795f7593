-- Rendered from policies/core/jobs.sql.j2; edit that file, not this one.
-- Who may do what to core.jobs.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.jobs
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.jobs to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.jobs;
create policy select_operators_all
    on core.jobs
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.jobs is
    'Operators see the jobs; functions write them.';
