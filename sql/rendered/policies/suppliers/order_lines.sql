-- Rendered from policies/suppliers/order_lines.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.order_lines.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.order_lines
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.order_lines to service_role, app_reader;

drop policy if exists select_operators_all on suppliers.order_lines;
create policy select_operators_all
    on suppliers.order_lines
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.order_lines is
    'Operators read what was loaded; users read the tasks that were made of it.';
