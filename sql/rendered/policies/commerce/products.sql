-- Rendered from policies/commerce/products.sql.j2; edit that file, not this one.
-- Who may do what to commerce.products.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.products
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.products to authenticated;
grant select
on commerce.products to service_role, app_reader;

drop policy if exists select_user_visible on commerce.products;
create policy select_user_visible
    on commerce.products
    as permissive
    for select
    to authenticated
    using ((status = 'published' and deleted_at is null)
        or (select core.can_act_as('admin', 'buyer', 'warehouse')));
comment on policy select_user_visible on commerce.products is
    'Customers read published products, staff reads all.';

drop policy if exists select_operators_all on commerce.products;
create policy select_operators_all
    on commerce.products
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.products is
    'Operators read every row.';
