-- Rendered from policies/suppliers/phases.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.phases.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on suppliers.phases
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.phases to authenticated, service_role, app_reader;

drop policy if exists select_members_all on suppliers.phases;
create policy select_members_all
    on suppliers.phases
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on suppliers.phases is
    'Every signed-in user reads the order of the phases.';
