-- Rendered from policies/commerce/purchase_orders.sql.j2; edit that file, not this one.
-- Who may do what to commerce.purchase_orders.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.purchase_orders
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.purchase_orders to authenticated;
grant select
on commerce.purchase_orders to service_role, app_reader;

drop policy if exists select_user_visible on commerce.purchase_orders;
create policy select_user_visible
    on commerce.purchase_orders
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin', 'buyer'))
        or (
            (select core.has_role('warehouse'))
            and location_id in (
                select s.location_id
                from commerce.location_staff as s
                where s.user_id = (select core.actor_id())
            )
        ));
comment on policy select_user_visible on commerce.purchase_orders is
    'Buyers read all, a warehouse reads what comes to its locations.';

drop policy if exists select_operators_all on commerce.purchase_orders;
create policy select_operators_all
    on commerce.purchase_orders
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.purchase_orders is
    'Operators read every row.';
