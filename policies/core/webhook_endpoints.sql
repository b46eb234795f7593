-- Who may do what to core.webhook_endpoints.
--
--   authenticated              select their own
--   service_role, app_reader   select all
--   anyone else                nothing; writes go through the functions

drop policy if exists select_user_own on core.webhook_endpoints;
create policy select_user_own
    on core.webhook_endpoints
    as permissive
    for select
    to authenticated
    using (owner_id = (select core.actor_id()));
comment on policy select_user_own on core.webhook_endpoints is
    'A user sees the endpoints that they registered.';

drop policy if exists select_operators_all on core.webhook_endpoints;
create policy select_operators_all
    on core.webhook_endpoints
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_endpoints is
    'Those who watch the installation see every endpoint.';
