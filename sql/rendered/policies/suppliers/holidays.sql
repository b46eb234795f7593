-- Rendered from policies/suppliers/holidays.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.holidays.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on suppliers.holidays
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.holidays to authenticated, service_role, app_reader;

drop policy if exists select_members_all on suppliers.holidays;
create policy select_members_all
    on suppliers.holidays
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on suppliers.holidays is
    'Every signed-in user reads which days are not worked.';
