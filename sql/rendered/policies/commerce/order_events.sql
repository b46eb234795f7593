-- Rendered from policies/commerce/order_events.sql.j2; edit that file, not this one.
-- Who may do what to commerce.order_events.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.order_events
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.order_events to authenticated;
grant select
on commerce.order_events to service_role, app_reader;

drop policy if exists select_user_visible on commerce.order_events;
create policy select_user_visible
    on commerce.order_events
    as permissive
    for select
    to authenticated
    using (exists (
            select from commerce.orders as o where o.id = order_id
        ));
comment on policy select_user_visible on commerce.order_events is
    'A user reads what belongs to the orders that they may read.';

drop policy if exists select_operators_all on commerce.order_events;
create policy select_operators_all
    on commerce.order_events
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.order_events is
    'Operators read every row.';
