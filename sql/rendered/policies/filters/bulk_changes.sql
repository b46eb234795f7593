-- Rendered from policies/filters/bulk_changes.sql.j2; edit that file, not this one.
-- Who may do what to filters.bulk_changes.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on filters.bulk_changes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.bulk_changes to authenticated, service_role, app_reader;

drop policy if exists select_members_all on filters.bulk_changes;
create policy select_members_all
    on filters.bulk_changes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on filters.bulk_changes is
    'Rows say what was sold where: the filter functions read them as the caller.';
