-- Rendered from policies/commerce/media_versions.sql.j2; edit that file, not this one.
-- Who may do what to commerce.media_versions.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.media_versions
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.media_versions to authenticated;
grant select
on commerce.media_versions to service_role, app_reader;

drop policy if exists select_user_visible on commerce.media_versions;
create policy select_user_visible
    on commerce.media_versions
    as permissive
    for select
    to authenticated
    using ((is_active
        and exists (select from commerce.products as p where p.id = product_id))
        or (select core.can_act_as('admin', 'buyer', 'warehouse')));
comment on policy select_user_visible on commerce.media_versions is
    'Customers read the active versions of what they see, staff reads all.';

drop policy if exists select_operators_all on commerce.media_versions;
create policy select_operators_all
    on commerce.media_versions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.media_versions is
    'Operators read every row.';
