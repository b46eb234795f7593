-- Rendered from policies/concerts/feed_runs.sql.j2; edit that file, not this one.
-- Who may do what to concerts.feed_runs.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.feed_runs
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.feed_runs to service_role, app_reader;

drop policy if exists select_operators_all on concerts.feed_runs;
create policy select_operators_all
    on concerts.feed_runs
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.feed_runs is
    'Operators read every row.';
