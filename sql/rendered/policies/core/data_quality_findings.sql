-- Rendered from policies/core/data_quality_findings.sql.j2; edit that file, not this one.
-- Who may do what to core.data_quality_findings.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.data_quality_findings
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.data_quality_findings to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.data_quality_findings;
create policy select_operators_all
    on core.data_quality_findings
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.data_quality_findings is
    'Operators read it; functions write it.';
