-- Rendered from policies/filters/orphans.sql.j2; edit that file, not this one.
-- Who may do what to filters.orphans.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.orphans
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.orphans to service_role, app_reader;

drop policy if exists select_operators_all on filters.orphans;
create policy select_operators_all
    on filters.orphans
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.orphans is
    'Operators see the master rows without a line.';
