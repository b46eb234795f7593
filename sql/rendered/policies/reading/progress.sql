-- Rendered from policies/reading/progress.sql.j2; edit that file, not this one.
-- Who may do what to reading.progress.
--
--   authenticated              select: own rows
--   authenticated              insert (user_id, series_id, chapter, chapter_label,
--                              page, percent, device_id): own rows
--   authenticated              update (user_id, series_id, chapter, chapter_label,
--                              page, percent, device_id): own rows
--   authenticated              delete: own rows
--   service_role, app_reader   select: all rows
--   service_role               insert (user_id, series_id, chapter, chapter_label,
--                              page, percent, device_id): all rows
--   service_role               update (user_id, series_id, chapter, chapter_label,
--                              page, percent, device_id): all rows
--   service_role               delete: all rows
--   anyone else                nothing
--
-- An update names the key too: an upsert sets every column that was sent. A trigger
-- refuses a change of it.

revoke all on reading.progress
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on reading.progress to authenticated;
grant insert (user_id, series_id, chapter, chapter_label, page, percent, device_id)
on reading.progress to authenticated;
grant update (user_id, series_id, chapter, chapter_label, page, percent, device_id)
on reading.progress to authenticated;
grant delete
on reading.progress to authenticated;
grant select
on reading.progress to service_role, app_reader;
grant insert (user_id, series_id, chapter, chapter_label, page, percent, device_id)
on reading.progress to service_role;
grant update (user_id, series_id, chapter, chapter_label, page, percent, device_id)
on reading.progress to service_role;
grant delete
on reading.progress to service_role;

drop policy if exists select_user_own on reading.progress;
create policy select_user_own
    on reading.progress
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.progress is
    'Readers see their own progress.';

drop policy if exists insert_user_own on reading.progress;
create policy insert_user_own
    on reading.progress
    as permissive
    for insert
    to authenticated
    with check (user_id = (select core.actor_id()));
comment on policy insert_user_own on reading.progress is
    'Readers begin a series for themselves.';

drop policy if exists update_user_own on reading.progress;
create policy update_user_own
    on reading.progress
    as permissive
    for update
    to authenticated
    using (user_id = (select core.actor_id()))
    with check (user_id = (select core.actor_id()));
comment on policy update_user_own on reading.progress is
    'Readers move on; the server sets time and version.';

drop policy if exists delete_user_own on reading.progress;
create policy delete_user_own
    on reading.progress
    as permissive
    for delete
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy delete_user_own on reading.progress is
    'Readers delete their progress in a series.';

drop policy if exists select_operators_all on reading.progress;
create policy select_operators_all
    on reading.progress
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.progress is
    'Operators see all progress.';

drop policy if exists insert_service_all on reading.progress;
create policy insert_service_all
    on reading.progress
    as permissive
    for insert
    to service_role
    with check (true);
comment on policy insert_service_all on reading.progress is
    'A backend may write for a reader.';

drop policy if exists update_service_all on reading.progress;
create policy update_service_all
    on reading.progress
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_service_all on reading.progress is
    'A backend may correct a reader''s progress.';

drop policy if exists delete_service_all on reading.progress;
create policy delete_service_all
    on reading.progress
    as permissive
    for delete
    to service_role
    using (true);
comment on policy delete_service_all on reading.progress is
    'A backend may delete a reader''s progress.';
