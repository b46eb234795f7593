-- Rendered from policies/suppliers/compliance_exports.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.compliance_exports.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.compliance_exports
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.compliance_exports to service_role, app_reader;

drop policy if exists select_operators_all on suppliers.compliance_exports;
create policy select_operators_all
    on suppliers.compliance_exports
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.compliance_exports is
    'Operators read every row; managers call get_compliance_export.';
