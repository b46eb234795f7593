-- Rendered from policies/concerts/external_ids.sql.j2; edit that file, not this one.
-- Who may do what to concerts.external_ids.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   anyone else                                     nothing

revoke all on concerts.external_ids
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.external_ids to anon, authenticated, service_role, app_reader;

drop policy if exists select_everyone_all on concerts.external_ids;
create policy select_everyone_all
    on concerts.external_ids
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.external_ids is
    'Everyone reads where a record comes from.';
