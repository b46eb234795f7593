-- Rendered from policies/commerce/parcels.sql.j2; edit that file, not this one.
-- Who may do what to commerce.parcels.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.parcels
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.parcels to authenticated;
grant select
on commerce.parcels to service_role, app_reader;

drop policy if exists select_user_visible on commerce.parcels;
create policy select_user_visible
    on commerce.parcels
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id())
        or (select core.can_act_as('admin'))
        or (
            (select core.can_act_as('warehouse'))
            and location_id in (
                select s.location_id
                from commerce.location_staff as s
                where s.user_id = (select core.actor_id())
            )
        ));
comment on policy select_user_visible on commerce.parcels is
    'Customers read their own parcels, warehouse staff those of their locations, admins all.';

drop policy if exists select_operators_all on commerce.parcels;
create policy select_operators_all
    on commerce.parcels
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.parcels is
    'Operators read every row.';
