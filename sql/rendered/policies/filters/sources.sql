-- Rendered from policies/filters/sources.sql.j2; edit that file, not this one.
-- Who may do what to filters.sources.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.sources
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.sources to service_role, app_reader;

drop policy if exists select_operators_all on filters.sources;
create policy select_operators_all
    on filters.sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.sources is
    'Operators see which tables are counted.';
