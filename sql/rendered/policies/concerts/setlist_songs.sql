-- Rendered from policies/concerts/setlist_songs.sql.j2; edit that file, not this one.
-- Who may do what to concerts.setlist_songs.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   authenticated                                   insert (setlist_id, song_id, place,
--                                                   encore, is_tape, info): curated
--                                                   rows
--   authenticated                                   update (setlist_id, song_id, place,
--                                                   encore, is_tape, info): curated
--                                                   rows
--   authenticated                                   delete: curated rows
--   anyone else                                     nothing

revoke all on concerts.setlist_songs
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.setlist_songs to anon, authenticated, service_role, app_reader;
grant insert (setlist_id, song_id, place, encore, is_tape, info)
on concerts.setlist_songs to authenticated;
grant update (setlist_id, song_id, place, encore, is_tape, info)
on concerts.setlist_songs to authenticated;
grant delete
on concerts.setlist_songs to authenticated;

drop policy if exists select_everyone_all on concerts.setlist_songs;
create policy select_everyone_all
    on concerts.setlist_songs
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.setlist_songs is
    'Everyone reads setlist songs.';

drop policy if exists insert_user_curated on concerts.setlist_songs;
create policy insert_user_curated
    on concerts.setlist_songs
    as permissive
    for insert
    to authenticated
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy insert_user_curated on concerts.setlist_songs is
    'Curators add what feeds do not know.';

drop policy if exists update_user_curated on concerts.setlist_songs;
create policy update_user_curated
    on concerts.setlist_songs
    as permissive
    for update
    to authenticated
    using ((select core.can_act_as('curator', 'admin')))
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy update_user_curated on concerts.setlist_songs is
    'Curators correct what feeds send.';

drop policy if exists delete_user_curated on concerts.setlist_songs;
create policy delete_user_curated
    on concerts.setlist_songs
    as permissive
    for delete
    to authenticated
    using ((select core.can_act_as('curator', 'admin')));
comment on policy delete_user_curated on concerts.setlist_songs is
    'Curators take songs out of setlists.';
