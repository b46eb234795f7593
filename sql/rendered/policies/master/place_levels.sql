-- Rendered from policies/master/place_levels.sql.j2; edit that file, not this one.
-- Who may do what to master.place_levels.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on master.place_levels
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on master.place_levels to authenticated, service_role, app_reader;

drop policy if exists select_members_all on master.place_levels;
create policy select_members_all
    on master.place_levels
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on master.place_levels is
    'Every signed-in user may read master data.';
