-- Who may do what to core.operation_chunks.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise only the runner writes, through its functions.

drop policy if exists select_operators_all on core.operation_chunks;
create policy select_operators_all
    on core.operation_chunks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operation_chunks is
    'Those who run the installation may see what waits.';
