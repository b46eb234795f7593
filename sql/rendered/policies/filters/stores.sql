-- Rendered from policies/filters/stores.sql.j2; edit that file, not this one.
-- Who may do what to filters.stores.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.stores
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.stores to service_role, app_reader;

drop policy if exists select_operators_all on filters.stores;
create policy select_operators_all
    on filters.stores
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.stores is
    'Operators see the lines; callers get counts.';
