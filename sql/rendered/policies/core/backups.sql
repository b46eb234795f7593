-- Rendered from policies/core/backups.sql.j2; edit that file, not this one.
-- Who may do what to core.backups.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- Only core.record_backup writes.

revoke all on core.backups
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.backups to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.backups;
create policy select_operators_all
    on core.backups
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.backups is
    'Operators see the backups that were taken.';
