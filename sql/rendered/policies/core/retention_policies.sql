-- Rendered from policies/core/retention_policies.sql.j2; edit that file, not this one.
-- Who may do what to core.retention_policies.
--
--   service_role, app_reader   select: all rows
--   service_role               update (keep, is_enabled): all rows
--   anyone else                nothing

revoke all on core.retention_policies
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.retention_policies to service_role, app_reader;
grant update (keep, is_enabled)
on core.retention_policies to service_role;

drop policy if exists select_operators_all on core.retention_policies;
create policy select_operators_all
    on core.retention_policies
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.retention_policies is
    'Operators see what is deleted when.';

drop policy if exists update_service_all on core.retention_policies;
create policy update_service_all
    on core.retention_policies
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_service_all on core.retention_policies is
    'An operator''s backend sets how long rows are kept.';
