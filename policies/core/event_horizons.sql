-- Who may do what to core.event_horizons.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.event_horizons;
create policy select_operators_all
    on core.event_horizons
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.event_horizons is
    'Those who watch the log see what retention has dropped.';
