-- Rendered from policies/commerce/sync_sources.sql.j2; edit that file, not this one.
-- Who may do what to commerce.sync_sources.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.sync_sources
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.sync_sources to service_role, app_reader;

drop policy if exists select_operators_all on commerce.sync_sources;
create policy select_operators_all
    on commerce.sync_sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.sync_sources is
    'Operators read every row.';
