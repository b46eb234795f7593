-- Rendered from policies/core/finished_jobs.sql.j2; edit that file, not this one.
-- Who may do what to core.finished_jobs.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.finished_jobs
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.finished_jobs to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.finished_jobs;
create policy select_operators_all
    on core.finished_jobs
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.finished_jobs is
    'Operators see how jobs ended.';
