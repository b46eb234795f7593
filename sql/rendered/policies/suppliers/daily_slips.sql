-- Rendered from policies/suppliers/daily_slips.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.daily_slips.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.daily_slips
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.daily_slips to service_role, app_reader;

drop policy if exists select_operators_all on suppliers.daily_slips;
create policy select_operators_all
    on suppliers.daily_slips
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.daily_slips is
    'Operators read every row; users read reports.';
