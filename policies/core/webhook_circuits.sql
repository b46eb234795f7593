-- Who may do what to core.webhook_circuits.
--
--   authenticated              select those of their own endpoints
--   service_role, app_reader   select all
--   anyone else                nothing; the sender works through the functions

drop policy if exists select_user_own on core.webhook_circuits;
create policy select_user_own
    on core.webhook_circuits
    as permissive
    for select
    to authenticated
    using (endpoint_id in (select id from core.webhook_endpoints));
comment on policy select_user_own on core.webhook_circuits is
    'A user sees the state of the endpoints that they see.';

drop policy if exists select_operators_all on core.webhook_circuits;
create policy select_operators_all
    on core.webhook_circuits
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_circuits is
    'Those who watch the installation see all of them.';
