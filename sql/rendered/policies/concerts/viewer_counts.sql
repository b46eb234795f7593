-- Rendered from policies/concerts/viewer_counts.sql.j2; edit that file, not this one.
-- Who may do what to concerts.viewer_counts.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.viewer_counts
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.viewer_counts to service_role, app_reader;

drop policy if exists select_operators_all on concerts.viewer_counts;
create policy select_operators_all
    on concerts.viewer_counts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.viewer_counts is
    'Operators see what was sent.';
