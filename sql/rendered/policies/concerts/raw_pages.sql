-- Rendered from policies/concerts/raw_pages.sql.j2; edit that file, not this one.
-- Who may do what to concerts.raw_pages.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.raw_pages
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.raw_pages to service_role, app_reader;

drop policy if exists select_operators_all on concerts.raw_pages;
create policy select_operators_all
    on concerts.raw_pages
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.raw_pages is
    'Operators read every row.';
