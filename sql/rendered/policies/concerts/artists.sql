-- Rendered from policies/concerts/artists.sql.j2; edit that file, not this one.
-- Who may do what to concerts.artists.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   authenticated                                   insert (name, ticketmaster_id,
--                                                   popularity, genres, image_url):
--                                                   curated rows
--   authenticated                                   update (name, ticketmaster_id,
--                                                   popularity, genres, image_url):
--                                                   curated rows
--   anyone else                                     nothing

revoke all on concerts.artists
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.artists to anon, authenticated, service_role, app_reader;
grant insert (name, ticketmaster_id, popularity, genres, image_url)
on concerts.artists to authenticated;
grant update (name, ticketmaster_id, popularity, genres, image_url)
on concerts.artists to authenticated;

drop policy if exists select_everyone_all on concerts.artists;
create policy select_everyone_all
    on concerts.artists
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.artists is
    'Everyone reads artists.';

drop policy if exists insert_user_curated on concerts.artists;
create policy insert_user_curated
    on concerts.artists
    as permissive
    for insert
    to authenticated
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy insert_user_curated on concerts.artists is
    'Curators add what feeds do not know.';

drop policy if exists update_user_curated on concerts.artists;
create policy update_user_curated
    on concerts.artists
    as permissive
    for update
    to authenticated
    using ((select core.can_act_as('curator', 'admin')))
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy update_user_curated on concerts.artists is
    'Curators correct what feeds send.';
