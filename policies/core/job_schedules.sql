-- Who may do what to core.job_schedules.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update is_enabled
--   anyone else                            nothing

drop policy if exists select_operators_all on core.job_schedules;
create policy select_operators_all
    on core.job_schedules
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_schedules is
    'Those who run and watch jobs see what comes when.';

drop policy if exists update_service_all on core.job_schedules;
create policy update_service_all
    on core.job_schedules
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.job_schedules is
    'An operator''s backend switches schedules; the grant covers that column only.';
