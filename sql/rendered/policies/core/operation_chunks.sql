-- Rendered from policies/core/operation_chunks.sql.j2; edit that file, not this one.
-- Who may do what to core.operation_chunks.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing
--
-- Only the runner writes, through its functions.

revoke all on core.operation_chunks
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.operation_chunks to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.operation_chunks;
create policy select_operators_all
    on core.operation_chunks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operation_chunks is
    'Operators see the chunks of every operation.';
