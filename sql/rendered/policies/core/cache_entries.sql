-- Rendered from policies/core/cache_entries.sql.j2; edit that file, not this one.
-- Who may do what to core.cache_entries.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.cache_entries
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.cache_entries to service_role, app_reader;

drop policy if exists select_operators_all on core.cache_entries;
create policy select_operators_all
    on core.cache_entries
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.cache_entries is
    'Operators read it; functions write it.';
