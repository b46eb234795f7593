-- Rendered from policies/core/webhook_receipts.sql.j2; edit that file, not this one.
-- Who may do what to core.webhook_receipts.
--
--   service_role, app_worker   select: all rows
--   app_reader                 select (id, source, message_id, received_at): all rows
--   anyone else                nothing
--
-- core.receive_webhook writes.

revoke all on core.webhook_receipts
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.webhook_receipts to service_role, app_worker;
grant select (id, source, message_id, received_at)
on core.webhook_receipts to app_reader;

drop policy if exists select_operators_all on core.webhook_receipts;
create policy select_operators_all
    on core.webhook_receipts
    as permissive
    for select
    to service_role, app_worker
    using (true);
comment on policy select_operators_all on core.webhook_receipts is
    'Handlers read the messages that were received.';

drop policy if exists select_monitoring_all on core.webhook_receipts;
create policy select_monitoring_all
    on core.webhook_receipts
    as permissive
    for select
    to app_reader
    using (true);
comment on policy select_monitoring_all on core.webhook_receipts is
    'Monitoring sees every receipt without headers and body.';
