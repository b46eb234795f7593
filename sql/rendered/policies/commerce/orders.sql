-- Rendered from policies/commerce/orders.sql.j2; edit that file, not this one.
-- Who may do what to commerce.orders.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.orders
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.orders to authenticated;
grant select
on commerce.orders to service_role, app_reader;

drop policy if exists select_user_visible on commerce.orders;
create policy select_user_visible
    on commerce.orders
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id())
        or (select core.can_act_as('admin')));
comment on policy select_user_visible on commerce.orders is
    'Customers read their own orders, admins read all.';

drop policy if exists select_operators_all on commerce.orders;
create policy select_operators_all
    on commerce.orders
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.orders is
    'Operators read every row.';
