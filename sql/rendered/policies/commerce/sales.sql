-- Rendered from policies/commerce/sales.sql.j2; edit that file, not this one.
-- Who may do what to commerce.sales.
--
--   authenticated              select: staff rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.sales
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.sales to authenticated;
grant select
on commerce.sales to service_role, app_reader;

drop policy if exists select_user_staff on commerce.sales;
create policy select_user_staff
    on commerce.sales
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin', 'analyst', 'buyer')));
comment on policy select_user_staff on commerce.sales is
    'Staff reads revenue.';

drop policy if exists select_operators_all on commerce.sales;
create policy select_operators_all
    on commerce.sales
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.sales is
    'Operators read every row.';
