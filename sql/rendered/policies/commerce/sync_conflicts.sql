-- Rendered from policies/commerce/sync_conflicts.sql.j2; edit that file, not this one.
-- Who may do what to commerce.sync_conflicts.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.sync_conflicts
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.sync_conflicts to service_role, app_reader;

drop policy if exists select_operators_all on commerce.sync_conflicts;
create policy select_operators_all
    on commerce.sync_conflicts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.sync_conflicts is
    'Operators read every row.';
