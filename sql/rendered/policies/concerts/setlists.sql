-- Rendered from policies/concerts/setlists.sql.j2; edit that file, not this one.
-- Who may do what to concerts.setlists.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   authenticated                                   insert (show_id, kind, source_url):
--                                                   curated rows
--   authenticated                                   update (show_id, kind, source_url):
--                                                   curated rows
--   anyone else                                     nothing

revoke all on concerts.setlists
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.setlists to anon, authenticated, service_role, app_reader;
grant insert (show_id, kind, source_url)
on concerts.setlists to authenticated;
grant update (show_id, kind, source_url)
on concerts.setlists to authenticated;

drop policy if exists select_everyone_all on concerts.setlists;
create policy select_everyone_all
    on concerts.setlists
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.setlists is
    'Everyone reads setlists.';

drop policy if exists insert_user_curated on concerts.setlists;
create policy insert_user_curated
    on concerts.setlists
    as permissive
    for insert
    to authenticated
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy insert_user_curated on concerts.setlists is
    'Curators add what feeds do not know.';

drop policy if exists update_user_curated on concerts.setlists;
create policy update_user_curated
    on concerts.setlists
    as permissive
    for update
    to authenticated
    using ((select core.can_act_as('curator', 'admin')))
    with check ((select core.can_act_as('curator', 'admin')));
comment on policy update_user_curated on concerts.setlists is
    'Curators correct what feeds send.';
