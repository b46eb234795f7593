-- Rendered from policies/master/regions.sql.j2; edit that file, not this one.
-- Who may do what to master.regions.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on master.regions
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on master.regions to authenticated, service_role, app_reader;

drop policy if exists select_members_all on master.regions;
create policy select_members_all
    on master.regions
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on master.regions is
    'Every signed-in user may read master data.';
