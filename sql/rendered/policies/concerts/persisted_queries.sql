-- Rendered from policies/concerts/persisted_queries.sql.j2; edit that file, not this one.
-- Who may do what to concerts.persisted_queries.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   anyone else                                     nothing

revoke all on concerts.persisted_queries
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.persisted_queries to anon, authenticated, service_role, app_reader;

drop policy if exists select_everyone_all on concerts.persisted_queries;
create policy select_everyone_all
    on concerts.persisted_queries
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.persisted_queries is
    'Everyone reads what everyone may run.';
