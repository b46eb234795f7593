-- Rendered from policies/commerce/bundle_components.sql.j2; edit that file, not this one.
-- Who may do what to commerce.bundle_components.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.bundle_components
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.bundle_components to authenticated;
grant select
on commerce.bundle_components to service_role, app_reader;

drop policy if exists select_user_visible on commerce.bundle_components;
create policy select_user_visible
    on commerce.bundle_components
    as permissive
    for select
    to authenticated
    using (exists (
            select from commerce.variants as v
            where v.id = bundle_id
        ));
comment on policy select_user_visible on commerce.bundle_components is
    'A user reads the components of the bundles that they may read.';

drop policy if exists select_operators_all on commerce.bundle_components;
create policy select_operators_all
    on commerce.bundle_components
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.bundle_components is
    'Operators read every row.';
