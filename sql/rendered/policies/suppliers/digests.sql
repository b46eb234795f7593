-- Rendered from policies/suppliers/digests.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.digests.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.digests
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.digests to authenticated;
grant select
on suppliers.digests to service_role, app_reader;

drop policy if exists select_user_own on suppliers.digests;
create policy select_user_own
    on suppliers.digests
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on suppliers.digests is
    'Users read their own digests.';

drop policy if exists select_operators_all on suppliers.digests;
create policy select_operators_all
    on suppliers.digests
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.digests is
    'Operators read every row.';
