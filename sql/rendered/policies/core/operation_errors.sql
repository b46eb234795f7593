-- Rendered from policies/core/operation_errors.sql.j2; edit that file, not this one.
-- Who may do what to core.operation_errors.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- list_operation_errors returns the errors of a caller's own operations.

revoke all on core.operation_errors
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.operation_errors to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.operation_errors;
create policy select_operators_all
    on core.operation_errors
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operation_errors is
    'Operators see every failed item.';
