-- Who may do what to core.operation_errors.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise list_operation_errors shows a caller its own.

drop policy if exists select_operators_all on core.operation_errors;
create policy select_operators_all
    on core.operation_errors
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operation_errors is
    'Those who run the installation may see what was refused.';
