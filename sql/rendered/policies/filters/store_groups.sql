-- Rendered from policies/filters/store_groups.sql.j2; edit that file, not this one.
-- Who may do what to filters.store_groups.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on filters.store_groups
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.store_groups to authenticated, service_role, app_reader;

drop policy if exists select_members_all on filters.store_groups;
create policy select_members_all
    on filters.store_groups
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on filters.store_groups is
    'Counts only: the filter functions read them as the caller.';
