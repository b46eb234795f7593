-- Rendered from policies/commerce/media.sql.j2; edit that file, not this one.
-- Who may do what to commerce.media.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.media
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.media to authenticated;
grant select
on commerce.media to service_role, app_reader;

drop policy if exists select_user_visible on commerce.media;
create policy select_user_visible
    on commerce.media
    as permissive
    for select
    to authenticated
    using (exists (select from commerce.products as p where p.id = product_id));
comment on policy select_user_visible on commerce.media is
    'A user reads the images of the products that they may read.';

drop policy if exists select_operators_all on commerce.media;
create policy select_operators_all
    on commerce.media
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.media is
    'Operators read every row.';
