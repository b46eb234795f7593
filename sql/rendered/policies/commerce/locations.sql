-- Rendered from policies/commerce/locations.sql.j2; edit that file, not this one.
-- Who may do what to commerce.locations.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on commerce.locations
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.locations to authenticated, service_role, app_reader;

drop policy if exists select_members_all on commerce.locations;
create policy select_members_all
    on commerce.locations
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on commerce.locations is
    'Every signed-in user may know where stock is.';
