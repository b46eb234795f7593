-- Rendered from policies/concerts/search_documents.sql.j2; edit that file, not this one.
-- Who may do what to concerts.search_documents.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.search_documents
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.search_documents to service_role, app_reader;

drop policy if exists select_operators_all on concerts.search_documents;
create policy select_operators_all
    on concerts.search_documents
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.search_documents is
    'Operators see what is searched.';
