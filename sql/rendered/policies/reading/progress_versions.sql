-- Rendered from policies/reading/progress_versions.sql.j2; edit that file, not this one.
-- Who may do what to reading.progress_versions.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on reading.progress_versions
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on reading.progress_versions to authenticated;
grant select
on reading.progress_versions to service_role, app_reader;

drop policy if exists select_user_own on reading.progress_versions;
create policy select_user_own
    on reading.progress_versions
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.progress_versions is
    'Readers see their own version.';

drop policy if exists select_operators_all on reading.progress_versions;
create policy select_operators_all
    on reading.progress_versions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.progress_versions is
    'Operators read every row.';
