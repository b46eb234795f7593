-- Rendered from policies/core/job_schedules.sql.j2; edit that file, not this one.
-- Who may do what to core.job_schedules.
--
--   service_role, app_worker, app_reader   select: all rows
--   service_role                           update (is_enabled): all rows
--   anyone else                            nothing

revoke all on core.job_schedules
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.job_schedules to service_role, app_worker, app_reader;
grant update (is_enabled)
on core.job_schedules to service_role;

drop policy if exists select_operators_all on core.job_schedules;
create policy select_operators_all
    on core.job_schedules
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_schedules is
    'Operators see what runs when.';

drop policy if exists update_service_all on core.job_schedules;
create policy update_service_all
    on core.job_schedules
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_service_all on core.job_schedules is
    'An operator''s backend switches schedules.';
