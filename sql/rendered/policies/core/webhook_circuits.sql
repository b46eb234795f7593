-- Rendered from policies/core/webhook_circuits.sql.j2; edit that file, not this one.
-- Who may do what to core.webhook_circuits.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing
--
-- The sender writes through functions.

revoke all on core.webhook_circuits
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.webhook_circuits to authenticated;
grant select
on core.webhook_circuits to service_role, app_reader;

drop policy if exists select_user_own on core.webhook_circuits;
create policy select_user_own
    on core.webhook_circuits
    as permissive
    for select
    to authenticated
    using (endpoint_id in (select id from core.webhook_endpoints));
comment on policy select_user_own on core.webhook_circuits is
    'Users see the state of their own endpoints.';

drop policy if exists select_operators_all on core.webhook_circuits;
create policy select_operators_all
    on core.webhook_circuits
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_circuits is
    'Operators see every circuit.';
