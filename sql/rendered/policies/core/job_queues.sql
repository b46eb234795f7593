-- Rendered from policies/core/job_queues.sql.j2; edit that file, not this one.
-- Who may do what to core.job_queues.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.job_queues
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.job_queues to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.job_queues;
create policy select_operators_all
    on core.job_queues
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_queues is
    'Operators see which queues are paused.';
