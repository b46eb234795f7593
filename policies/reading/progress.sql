-- Who may do what to reading.progress.
--
--   authenticated   select, insert, update, delete own rows
--   service_role    select, insert, update, delete all, even where it bypasses nothing
--   app_reader      select all
--   anyone else     nothing

drop policy if exists select_user_own on reading.progress;
create policy select_user_own
    on reading.progress
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.progress is
    'A reader sees where she is.';

drop policy if exists insert_user_own on reading.progress;
create policy insert_user_own
    on reading.progress
    as permissive
    for insert
    to authenticated
    with check (user_id = (select core.actor_id()));
comment on policy insert_user_own on reading.progress is
    'A reader begins a series for herself only.';

drop policy if exists update_user_own on reading.progress;
create policy update_user_own
    on reading.progress
    as permissive
    for update
    to authenticated
    using (user_id = (select core.actor_id()))
    with check (user_id = (select core.actor_id()));
comment on policy update_user_own on reading.progress is
    'A reader moves on; grants leave time and version to the server.';

drop policy if exists delete_user_own on reading.progress;
create policy delete_user_own
    on reading.progress
    as permissive
    for delete
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy delete_user_own on reading.progress is
    'A reader forgets a series.';

drop policy if exists select_operators_all on reading.progress;
create policy select_operators_all
    on reading.progress
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.progress is
    'An operator sees all progress.';

drop policy if exists insert_operators_all on reading.progress;
create policy insert_operators_all
    on reading.progress
    as permissive
    for insert
    to service_role
    with check (true);
comment on policy insert_operators_all on reading.progress is
    'A server of ours may write for a reader.';

drop policy if exists update_operators_all on reading.progress;
create policy update_operators_all
    on reading.progress
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_operators_all on reading.progress is
    'A server of ours may correct a reader.';

drop policy if exists delete_operators_all on reading.progress;
create policy delete_operators_all
    on reading.progress
    as permissive
    for delete
    to service_role
    using (true);
comment on policy delete_operators_all on reading.progress is
    'A server of ours may forget a reader.';
