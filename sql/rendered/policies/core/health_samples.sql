-- Rendered from policies/core/health_samples.sql.j2; edit that file, not this one.
-- Who may do what to core.health_samples.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- Only the watcher writes, through its functions.

revoke all on core.health_samples
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.health_samples to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.health_samples;
create policy select_operators_all
    on core.health_samples
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.health_samples is
    'Operators see the last results.';
