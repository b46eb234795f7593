-- Rendered from policies/filters/cells.sql.j2; edit that file, not this one.
-- Who may do what to filters.cells.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on filters.cells
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.cells to authenticated, service_role, app_reader;

drop policy if exists select_members_all on filters.cells;
create policy select_members_all
    on filters.cells
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on filters.cells is
    'Counts only: the filter functions read them as the caller.';
