-- Who may do what to core.operation_kinds.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise start_operation reads it for callers.

drop policy if exists select_operators_all on core.operation_kinds;
create policy select_operators_all
    on core.operation_kinds
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operation_kinds is
    'Those who run the installation may see what bulk work there is.';
