-- Who may do what to reading.progress_versions.
--
--   authenticated              select own row
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_user_own on reading.progress_versions;
create policy select_user_own
    on reading.progress_versions
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.progress_versions is
    'A reader sees her own version.';

drop policy if exists select_operators_all on reading.progress_versions;
create policy select_operators_all
    on reading.progress_versions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.progress_versions is
    'An operator sees how far readers have come.';
