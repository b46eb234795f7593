-- Rendered from policies/core/view_refreshes.sql.j2; edit that file, not this one.
-- Who may do what to core.view_refreshes.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.view_refreshes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.view_refreshes to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.view_refreshes;
create policy select_operators_all
    on core.view_refreshes
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.view_refreshes is
    'Operators see how old each view is.';
