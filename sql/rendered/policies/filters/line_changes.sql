-- Rendered from policies/filters/line_changes.sql.j2; edit that file, not this one.
-- Who may do what to filters.line_changes.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on filters.line_changes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.line_changes to authenticated, service_role, app_reader;

drop policy if exists select_members_all on filters.line_changes;
create policy select_members_all
    on filters.line_changes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on filters.line_changes is
    'Rows say what was sold where: the filter functions read them as the caller.';
