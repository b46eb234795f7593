-- Rendered from policies/concerts/artist_heats.sql.j2; edit that file, not this one.
-- Who may do what to concerts.artist_heats.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   anyone else                                     nothing

revoke all on concerts.artist_heats
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.artist_heats to anon, authenticated, service_role, app_reader;

drop policy if exists select_everyone_all on concerts.artist_heats;
create policy select_everyone_all
    on concerts.artist_heats
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.artist_heats is
    'Everyone reads trends.';
