-- Rendered from policies/master/cities.sql.j2; edit that file, not this one.
-- Who may do what to master.cities.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on master.cities
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on master.cities to authenticated, service_role, app_reader;

drop policy if exists select_members_all on master.cities;
create policy select_members_all
    on master.cities
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on master.cities is
    'Every signed-in user may read master data.';
