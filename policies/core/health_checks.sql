-- Who may do what to core.health_checks.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise health() and metrics() answer callers.

drop policy if exists select_operators_all on core.health_checks;
create policy select_operators_all
    on core.health_checks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.health_checks is
    'Those who watch the installation may read what it watches for.';
