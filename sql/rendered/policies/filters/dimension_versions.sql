-- Rendered from policies/filters/dimension_versions.sql.j2; edit that file, not this one.
-- Who may do what to filters.dimension_versions.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.dimension_versions
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.dimension_versions to service_role, app_reader;

drop policy if exists select_operators_all on filters.dimension_versions;
create policy select_operators_all
    on filters.dimension_versions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.dimension_versions is
    'Operators see each configuration and its author.';
