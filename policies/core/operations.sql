-- Who may do what to core.operations.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise get_operation shows a caller its own.

drop policy if exists select_operators_all on core.operations;
create policy select_operators_all
    on core.operations
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operations is
    'Those who run the installation may see all bulk work.';
