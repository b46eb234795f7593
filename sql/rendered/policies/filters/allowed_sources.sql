-- Rendered from policies/filters/allowed_sources.sql.j2; edit that file, not this one.
-- Who may do what to filters.allowed_sources.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.allowed_sources
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.allowed_sources to service_role, app_reader;

drop policy if exists select_operators_all on filters.allowed_sources;
create policy select_operators_all
    on filters.allowed_sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.allowed_sources is
    'Operators see which tables and columns dimensions may use.';
