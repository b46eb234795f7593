-- Rendered from policies/core/audit_seals.sql.j2; edit that file, not this one.
-- Who may do what to core.audit_seals.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.audit_seals
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.audit_seals to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.audit_seals;
create policy select_operators_all
    on core.audit_seals
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.audit_seals is
    'A seal holds hashes only: operators read them and keep them elsewhere.';
