-- Rendered from policies/core/webhook_sources.sql.j2; edit that file, not this one.
-- Who may do what to core.webhook_sources.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.webhook_sources
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.webhook_sources to service_role, app_reader;

drop policy if exists select_operators_all on core.webhook_sources;
create policy select_operators_all
    on core.webhook_sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_sources is
    'Operators see the senders that are accepted.';
