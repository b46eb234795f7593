-- Rendered from policies/filters/loads.sql.j2; edit that file, not this one.
-- Who may do what to filters.loads.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.loads
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.loads to service_role, app_reader;

drop policy if exists select_operators_all on filters.loads;
create policy select_operators_all
    on filters.loads
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.loads is
    'Operators see the lines; callers get counts.';
