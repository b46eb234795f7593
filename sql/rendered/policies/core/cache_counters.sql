-- Rendered from policies/core/cache_counters.sql.j2; edit that file, not this one.
-- Who may do what to core.cache_counters.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.cache_counters
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.cache_counters to service_role, app_reader;

drop policy if exists select_operators_all on core.cache_counters;
create policy select_operators_all
    on core.cache_counters
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.cache_counters is
    'Operators read it; functions write it.';
