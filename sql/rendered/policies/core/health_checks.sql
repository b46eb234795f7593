-- Rendered from policies/core/health_checks.sql.j2; edit that file, not this one.
-- Who may do what to core.health_checks.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- Callers get results from health() and metrics().

revoke all on core.health_checks
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.health_checks to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.health_checks;
create policy select_operators_all
    on core.health_checks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.health_checks is
    'Operators see the checks and their thresholds.';
