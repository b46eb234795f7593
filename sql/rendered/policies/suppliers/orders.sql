-- Rendered from policies/suppliers/orders.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.orders.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.orders
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.orders to service_role, app_reader;

drop policy if exists select_operators_all on suppliers.orders;
create policy select_operators_all
    on suppliers.orders
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.orders is
    'Operators read what was loaded; users read the tasks that were made of it.';
