-- Rendered from policies/commerce/location_staff.sql.j2; edit that file, not this one.
-- Who may do what to commerce.location_staff.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.location_staff
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.location_staff to authenticated;
grant select
on commerce.location_staff to service_role, app_reader;

drop policy if exists select_user_own on commerce.location_staff;
create policy select_user_own
    on commerce.location_staff
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on commerce.location_staff is
    'A user reads where they work.';

drop policy if exists select_operators_all on commerce.location_staff;
create policy select_operators_all
    on commerce.location_staff
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.location_staff is
    'Operators read every row.';
