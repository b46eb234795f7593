-- Who may do what to core.job_providers.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update rate, burst and budget
--   anyone else                            nothing

drop policy if exists select_operators_all on core.job_providers;
create policy select_operators_all
    on core.job_providers
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_providers is
    'Those who run and watch jobs see what each service allows.';

drop policy if exists update_service_all on core.job_providers;
create policy update_service_all
    on core.job_providers
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.job_providers is
    'An operator''s backend tunes limits; the grant covers those columns only.';
