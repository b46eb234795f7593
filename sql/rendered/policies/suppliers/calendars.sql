-- Rendered from policies/suppliers/calendars.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.calendars.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on suppliers.calendars
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.calendars to authenticated, service_role, app_reader;

drop policy if exists select_members_all on suppliers.calendars;
create policy select_members_all
    on suppliers.calendars
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on suppliers.calendars is
    'Every signed-in user reads by which calendars tasks are planned.';
