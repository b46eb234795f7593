-- Who may do what to core.job_sleepers.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.job_sleepers;
create policy select_operators_all
    on core.job_sleepers
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_sleepers is
    'Those who watch the workers see which of them sleep.';
