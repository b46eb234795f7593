-- Rendered from policies/core/operations.sql.j2; edit that file, not this one.
-- Who may do what to core.operations.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- get_operation returns a caller's own operations.

revoke all on core.operations
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.operations to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.operations;
create policy select_operators_all
    on core.operations
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operations is
    'Operators see all bulk operations.';
