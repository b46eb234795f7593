-- Rendered from policies/concerts/feeds.sql.j2; edit that file, not this one.
-- Who may do what to concerts.feeds.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.feeds
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.feeds to service_role, app_reader;

drop policy if exists select_operators_all on concerts.feeds;
create policy select_operators_all
    on concerts.feeds
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.feeds is
    'Operators read every row.';
