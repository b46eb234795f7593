-- Rendered from policies/core/caches.sql.j2; edit that file, not this one.
-- Who may do what to core.caches.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.caches
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.caches to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.caches;
create policy select_operators_all
    on core.caches
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.caches is
    'Operators read it; functions write it.';
