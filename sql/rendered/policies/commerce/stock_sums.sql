-- Rendered from policies/commerce/stock_sums.sql.j2; edit that file, not this one.
-- Who may do what to commerce.stock_sums.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.stock_sums
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.stock_sums to service_role, app_reader;

drop policy if exists select_operators_all on commerce.stock_sums;
create policy select_operators_all
    on commerce.stock_sums
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.stock_sums is
    'Operators read every row.';
