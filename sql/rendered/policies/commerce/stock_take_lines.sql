-- Rendered from policies/commerce/stock_take_lines.sql.j2; edit that file, not this one.
-- Who may do what to commerce.stock_take_lines.
--
--   authenticated              select: staff rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.stock_take_lines
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.stock_take_lines to authenticated;
grant select
on commerce.stock_take_lines to service_role, app_reader;

drop policy if exists select_user_staff on commerce.stock_take_lines;
create policy select_user_staff
    on commerce.stock_take_lines
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin', 'warehouse')));
comment on policy select_user_staff on commerce.stock_take_lines is
    'The warehouse reads the counts.';

drop policy if exists select_operators_all on commerce.stock_take_lines;
create policy select_operators_all
    on commerce.stock_take_lines
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.stock_take_lines is
    'Operators read every row.';
