-- Rendered from policies/commerce/media_renditions.sql.j2; edit that file, not this one.
-- Who may do what to commerce.media_renditions.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.media_renditions
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.media_renditions to authenticated;
grant select
on commerce.media_renditions to service_role, app_reader;

drop policy if exists select_user_visible on commerce.media_renditions;
create policy select_user_visible
    on commerce.media_renditions
    as permissive
    for select
    to authenticated
    using (exists (
        select from commerce.media_versions as v
        where v.media_id = media_renditions.media_id
        and v.version = media_renditions.version
    ));
comment on policy select_user_visible on commerce.media_renditions is
    'A user reads the files of the versions that they may read.';

drop policy if exists select_operators_all on commerce.media_renditions;
create policy select_operators_all
    on commerce.media_renditions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.media_renditions is
    'Operators read every row.';
