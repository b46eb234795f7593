-- Rendered from policies/core/webhook_attempts.sql.j2; edit that file, not this one.
-- Who may do what to core.webhook_attempts.
--
--   authenticated   select: own rows
--   service_role    select: all rows
--   app_reader      select (delivery_id, number, started_at, finished_at, outcome,
--                   status_code, latency_ms): all rows
--   anyone else     nothing
--
-- The sender writes through functions.

revoke all on core.webhook_attempts
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.webhook_attempts to authenticated;
grant select
on core.webhook_attempts to service_role;
grant select (delivery_id, number, started_at, finished_at, outcome, status_code,
    latency_ms)
on core.webhook_attempts to app_reader;

drop policy if exists select_user_own on core.webhook_attempts;
create policy select_user_own
    on core.webhook_attempts
    as permissive
    for select
    to authenticated
    using (exists (
        select from core.webhook_deliveries as d
        where d.id = delivery_id
    ));
comment on policy select_user_own on core.webhook_attempts is
    'Users see the attempts of the deliveries that they see.';

drop policy if exists select_service_all on core.webhook_attempts;
create policy select_service_all
    on core.webhook_attempts
    as permissive
    for select
    to service_role
    using (true);
comment on policy select_service_all on core.webhook_attempts is
    'An operator''s backend sees every attempt.';

drop policy if exists select_monitoring_all on core.webhook_attempts;
create policy select_monitoring_all
    on core.webhook_attempts
    as permissive
    for select
    to app_reader
    using (true);
comment on policy select_monitoring_all on core.webhook_attempts is
    'Monitoring sees every attempt without the response.';
