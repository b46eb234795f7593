-- Rendered from policies/master/provinces.sql.j2; edit that file, not this one.
-- Who may do what to master.provinces.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on master.provinces
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on master.provinces to authenticated, service_role, app_reader;

drop policy if exists select_members_all on master.provinces;
create policy select_members_all
    on master.provinces
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on master.provinces is
    'Every signed-in user may read master data.';
