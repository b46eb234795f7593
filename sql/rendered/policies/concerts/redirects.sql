-- Rendered from policies/concerts/redirects.sql.j2; edit that file, not this one.
-- Who may do what to concerts.redirects.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   anyone else                                     nothing

revoke all on concerts.redirects
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.redirects to anon, authenticated, service_role, app_reader;

drop policy if exists select_everyone_all on concerts.redirects;
create policy select_everyone_all
    on concerts.redirects
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.redirects is
    'Everyone reads where an old id leads.';
