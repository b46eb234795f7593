-- Rendered from policies/commerce/order_snapshots.sql.j2; edit that file, not this one.
-- Who may do what to commerce.order_snapshots.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.order_snapshots
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.order_snapshots to service_role, app_reader;

drop policy if exists select_operators_all on commerce.order_snapshots;
create policy select_operators_all
    on commerce.order_snapshots
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.order_snapshots is
    'Operators read every row.';
