-- Rendered from policies/core/audit_entries.sql.j2; edit that file, not this one.
-- Who may do what to core.audit_entries.
--
--   service_role   select: all rows
--   anyone else    nothing
--
-- list_history and record_as_of decide which callers may read what.

revoke all on core.audit_entries
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.audit_entries to service_role;

drop policy if exists select_service_all on core.audit_entries;
create policy select_service_all
    on core.audit_entries
    as permissive
    for select
    to service_role
    using (true);
comment on policy select_service_all on core.audit_entries is
    'An operator''s backend reads entries; only triggers write them.';
