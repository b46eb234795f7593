-- Rendered from policies/concerts/venues.sql.j2; edit that file, not this one.
-- Who may do what to concerts.venues.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   authenticated                                   insert (name, city, state, country,
--                                                   latitude, longitude, timezone):
--                                                   curated rows
--   authenticated                                   update (name, city, state, country,
--                                                   latitude, longitude, timezone):
--                                                   curated rows
--   anyone else                                     nothing

revoke all on concerts.venues
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.venues to anon, authenticated, service_role, app_reader;
grant insert (name, city, state, country, latitude, longitude, timezone)
on concerts.venues to authenticated;
grant update (name, city, state, country, latitude, longitude, timezone)
on concerts.venues to authenticated;

drop policy if exists select_everyone_all on concerts.venues;
create policy select_everyone_all
    on concerts.venues
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.venues is
    'Everyone reads venues.';

drop policy if exists insert_user_curated on concerts.venues;
create policy insert_user_curated
    on concerts.venues
    as permissive
    for insert
    to authenticated
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy insert_user_curated on concerts.venues is
    'Curators add what feeds do not know.';

drop policy if exists update_user_curated on concerts.venues;
create policy update_user_curated
    on concerts.venues
    as permissive
    for update
    to authenticated
    using ((select core.can_act_as('curator', 'admin')))
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy update_user_curated on concerts.venues is
    'Curators correct what feeds send.';
