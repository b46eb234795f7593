-- Rendered from policies/commerce/reservations.sql.j2; edit that file, not this one.
-- Who may do what to commerce.reservations.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.reservations
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.reservations to authenticated;
grant select
on commerce.reservations to service_role, app_reader;

drop policy if exists select_user_visible on commerce.reservations;
create policy select_user_visible
    on commerce.reservations
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id())
        or (select core.can_act_as('admin', 'warehouse')));
comment on policy select_user_visible on commerce.reservations is
    'A user reads their own reservations, staff reads all.';

drop policy if exists select_operators_all on commerce.reservations;
create policy select_operators_all
    on commerce.reservations
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.reservations is
    'Operators read every row.';
