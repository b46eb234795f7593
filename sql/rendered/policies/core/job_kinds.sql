-- Rendered from policies/core/job_kinds.sql.j2; edit that file, not this one.
-- Who may do what to core.job_kinds.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.job_kinds
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.job_kinds to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.job_kinds;
create policy select_operators_all
    on core.job_kinds
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_kinds is
    'Operators see what each kind of job allows.';
