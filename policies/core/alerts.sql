-- Who may do what to core.alerts.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise only the watcher writes, through its functions.

drop policy if exists select_operators_all on core.alerts;
create policy select_operators_all
    on core.alerts
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.alerts is
    'Those who watch the installation may see what is and was wrong.';
