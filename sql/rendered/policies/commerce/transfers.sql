-- Rendered from policies/commerce/transfers.sql.j2; edit that file, not this one.
-- Who may do what to commerce.transfers.
--
--   authenticated              select: staff rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.transfers
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.transfers to authenticated;
grant select
on commerce.transfers to service_role, app_reader;

drop policy if exists select_user_staff on commerce.transfers;
create policy select_user_staff
    on commerce.transfers
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin', 'buyer', 'warehouse')));
comment on policy select_user_staff on commerce.transfers is
    'Staff reads the transfers.';

drop policy if exists select_operators_all on commerce.transfers;
create policy select_operators_all
    on commerce.transfers
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.transfers is
    'Operators read every row.';
