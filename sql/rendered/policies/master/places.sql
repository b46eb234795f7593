-- Rendered from policies/master/places.sql.j2; edit that file, not this one.
-- Who may do what to master.places.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on master.places
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on master.places to authenticated, service_role, app_reader;

drop policy if exists select_members_all on master.places;
create policy select_members_all
    on master.places
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on master.places is
    'Every signed-in user may read master data.';
