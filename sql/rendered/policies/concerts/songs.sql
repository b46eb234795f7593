-- Rendered from policies/concerts/songs.sql.j2; edit that file, not this one.
-- Who may do what to concerts.songs.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   authenticated                                   insert (artist_id, title,
--                                                   cover_of): curated rows
--   authenticated                                   update (artist_id, title,
--                                                   cover_of): curated rows
--   anyone else                                     nothing

revoke all on concerts.songs
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.songs to anon, authenticated, service_role, app_reader;
grant insert (artist_id, title, cover_of)
on concerts.songs to authenticated;
grant update (artist_id, title, cover_of)
on concerts.songs to authenticated;

drop policy if exists select_everyone_all on concerts.songs;
create policy select_everyone_all
    on concerts.songs
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.songs is
    'Everyone reads songs.';

drop policy if exists insert_user_curated on concerts.songs;
create policy insert_user_curated
    on concerts.songs
    as permissive
    for insert
    to authenticated
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy insert_user_curated on concerts.songs is
    'Curators add what feeds do not know.';

drop policy if exists update_user_curated on concerts.songs;
create policy update_user_curated
    on concerts.songs
    as permissive
    for update
    to authenticated
    using ((select core.can_act_as('curator', 'admin')))
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy update_user_curated on concerts.songs is
    'Curators correct what feeds send.';
