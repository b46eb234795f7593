-- Rendered from policies/core/webhook_deliveries.sql.j2; edit that file, not this one.
-- Who may do what to core.webhook_deliveries.
--
--   authenticated   select: own rows
--   service_role    select: all rows
--   app_reader      select (id, endpoint_id, event_id, event_type, event_at, status,
--                   step, lease, leased_by, leased_until_at, next_attempt_at,
--                   last_outcome, created_at, finished_at): all rows
--   anyone else     nothing
--
-- The sender writes through functions.

revoke all on core.webhook_deliveries
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.webhook_deliveries to authenticated;
grant select
on core.webhook_deliveries to service_role;
grant select (id, endpoint_id, event_id, event_type, event_at, status, step, lease,
    leased_by, leased_until_at, next_attempt_at, last_outcome, created_at,
    finished_at)
on core.webhook_deliveries to app_reader;

drop policy if exists select_user_own on core.webhook_deliveries;
create policy select_user_own
    on core.webhook_deliveries
    as permissive
    for select
    to authenticated
    using (endpoint_id in (select id from core.webhook_endpoints));
comment on policy select_user_own on core.webhook_deliveries is
    'Users see the deliveries of their own endpoints.';

drop policy if exists select_service_all on core.webhook_deliveries;
create policy select_service_all
    on core.webhook_deliveries
    as permissive
    for select
    to service_role
    using (true);
comment on policy select_service_all on core.webhook_deliveries is
    'An operator''s backend sees every delivery.';

drop policy if exists select_monitoring_all on core.webhook_deliveries;
create policy select_monitoring_all
    on core.webhook_deliveries
    as permissive
    for select
    to app_reader
    using (true);
comment on policy select_monitoring_all on core.webhook_deliveries is
    'Monitoring sees every delivery without its body.';
