-- Rendered from policies/core/job_providers.sql.j2; edit that file, not this one.
-- Who may do what to core.job_providers.
--
--   service_role, app_worker, app_reader   select: all rows
--   service_role                           update (per_second, burst, daily_budget):
--                                          all rows
--   anyone else                            nothing

revoke all on core.job_providers
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.job_providers to service_role, app_worker, app_reader;
grant update (per_second, burst, daily_budget)
on core.job_providers to service_role;

drop policy if exists select_operators_all on core.job_providers;
create policy select_operators_all
    on core.job_providers
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_providers is
    'Operators see what each service allows.';

drop policy if exists update_service_all on core.job_providers;
create policy update_service_all
    on core.job_providers
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_service_all on core.job_providers is
    'An operator''s backend tunes limits.';
