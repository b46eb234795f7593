-- Rendered from policies/concerts/match_sources.sql.j2; edit that file, not this one.
-- Who may do what to concerts.match_sources.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.match_sources
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.match_sources to service_role, app_reader;

drop policy if exists select_operators_all on concerts.match_sources;
create policy select_operators_all
    on concerts.match_sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.match_sources is
    'Operators see how duplicates are found.';
