-- Rendered from policies/core/alerts.sql.j2; edit that file, not this one.
-- Who may do what to core.alerts.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- Only the watcher writes, through its functions.

revoke all on core.alerts
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.alerts to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.alerts;
create policy select_operators_all
    on core.alerts
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.alerts is
    'Operators see the open and the cleared alerts.';
