-- Rendered from policies/core/request_counts.sql.j2; edit that file, not this one.
-- Who may do what to core.request_counts.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- Only core.record_requests writes.

revoke all on core.request_counts
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.request_counts to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.request_counts;
create policy select_operators_all
    on core.request_counts
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.request_counts is
    'Operators see the requests of the last days.';
