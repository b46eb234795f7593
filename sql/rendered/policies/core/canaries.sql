-- Rendered from policies/core/canaries.sql.j2; edit that file, not this one.
-- Who may do what to core.canaries.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- Only the worker writes, through its functions.

revoke all on core.canaries
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.canaries to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.canaries;
create policy select_operators_all
    on core.canaries
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.canaries is
    'Operators see the measurements.';
