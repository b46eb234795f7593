-- Rendered from policies/core/operation_kinds.sql.j2; edit that file, not this one.
-- Who may do what to core.operation_kinds.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- start_operation reads it for callers.

revoke all on core.operation_kinds
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.operation_kinds to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.operation_kinds;
create policy select_operators_all
    on core.operation_kinds
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operation_kinds is
    'Operators see the kinds of bulk operations.';
