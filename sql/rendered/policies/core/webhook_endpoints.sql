-- Rendered from policies/core/webhook_endpoints.sql.j2; edit that file, not this one.
-- Who may do what to core.webhook_endpoints.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing
--
-- Writes go through functions.

revoke all on core.webhook_endpoints
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.webhook_endpoints to authenticated;
grant select
on core.webhook_endpoints to service_role, app_reader;

drop policy if exists select_user_own on core.webhook_endpoints;
create policy select_user_own
    on core.webhook_endpoints
    as permissive
    for select
    to authenticated
    using (owner_id = (select core.actor_id()));
comment on policy select_user_own on core.webhook_endpoints is
    'Users see the endpoints that they registered.';

drop policy if exists select_operators_all on core.webhook_endpoints;
create policy select_operators_all
    on core.webhook_endpoints
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_endpoints is
    'Operators read every row.';
