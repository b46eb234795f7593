-- Rendered from policies/commerce/reorder_proposals.sql.j2; edit that file, not this one.
-- Who may do what to commerce.reorder_proposals.
--
--   authenticated              select: staff rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.reorder_proposals
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.reorder_proposals to authenticated;
grant select
on commerce.reorder_proposals to service_role, app_reader;

drop policy if exists select_user_staff on commerce.reorder_proposals;
create policy select_user_staff
    on commerce.reorder_proposals
    as permissive
    for select
    to authenticated
    using ((select core.can_act_as('admin', 'buyer', 'warehouse')));
comment on policy select_user_staff on commerce.reorder_proposals is
    'Staff reads every row.';

drop policy if exists select_operators_all on commerce.reorder_proposals;
create policy select_operators_all
    on commerce.reorder_proposals
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.reorder_proposals is
    'Operators read every row.';
