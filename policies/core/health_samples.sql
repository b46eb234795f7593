-- Who may do what to core.health_samples.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise only the watcher writes, through its functions.

drop policy if exists select_operators_all on core.health_samples;
create policy select_operators_all
    on core.health_samples
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.health_samples is
    'Those who watch the installation may read the last figures.';
