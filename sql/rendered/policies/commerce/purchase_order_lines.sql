-- Rendered from policies/commerce/purchase_order_lines.sql.j2; edit that file, not this one.
-- Who may do what to commerce.purchase_order_lines.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.purchase_order_lines
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.purchase_order_lines to authenticated;
grant select
on commerce.purchase_order_lines to service_role, app_reader;

drop policy if exists select_user_visible on commerce.purchase_order_lines;
create policy select_user_visible
    on commerce.purchase_order_lines
    as permissive
    for select
    to authenticated
    using (exists (
            select from commerce.purchase_orders as o where o.id = purchase_order_id
        ));
comment on policy select_user_visible on commerce.purchase_order_lines is
    'A user reads the lines of the orders that they may read.';

drop policy if exists select_operators_all on commerce.purchase_order_lines;
create policy select_operators_all
    on commerce.purchase_order_lines
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.purchase_order_lines is
    'Operators read every row.';
