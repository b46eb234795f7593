-- Rendered from policies/concerts/shows.sql.j2; edit that file, not this one.
-- Who may do what to concerts.shows.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   authenticated                                   insert (artist_id, venue_id,
--                                                   show_on, starts_at, timezone,
--                                                   status, title, url): curated rows
--   authenticated                                   update (artist_id, venue_id,
--                                                   show_on, starts_at, timezone,
--                                                   status, title, url): curated rows
--   anyone else                                     nothing

revoke all on concerts.shows
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.shows to anon, authenticated, service_role, app_reader;
grant insert (artist_id, venue_id, show_on, starts_at, timezone, status, title, url)
on concerts.shows to authenticated;
grant update (artist_id, venue_id, show_on, starts_at, timezone, status, title, url)
on concerts.shows to authenticated;

drop policy if exists select_everyone_all on concerts.shows;
create policy select_everyone_all
    on concerts.shows
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.shows is
    'Everyone reads shows.';

drop policy if exists insert_user_curated on concerts.shows;
create policy insert_user_curated
    on concerts.shows
    as permissive
    for insert
    to authenticated
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy insert_user_curated on concerts.shows is
    'Curators add what feeds do not know.';

drop policy if exists update_user_curated on concerts.shows;
create policy update_user_curated
    on concerts.shows
    as permissive
    for update
    to authenticated
    using ((select core.can_act_as('curator', 'admin')))
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy update_user_curated on concerts.shows is
    'Curators correct what feeds send.';
