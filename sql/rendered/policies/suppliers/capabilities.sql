-- Rendered from policies/suppliers/capabilities.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.capabilities.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on suppliers.capabilities
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.capabilities to authenticated, service_role, app_reader;

drop policy if exists select_members_all on suppliers.capabilities;
create policy select_members_all
    on suppliers.capabilities
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on suppliers.capabilities is
    'Every signed-in user reads which capabilities there are.';
