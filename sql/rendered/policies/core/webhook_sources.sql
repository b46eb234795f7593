-- Rendered from policies/core/webhook_sources.sql.j2; edit that file, not this one.
-- Who may do what to core.webhook_sources.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on core.webhook_sources;
create policy select_operators_all
    on core.webhook_sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_sources is
    'Operators see who may send to us.';
