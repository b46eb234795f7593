-- Rendered from policies/suppliers/monthly_finishes.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.monthly_finishes.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.monthly_finishes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.monthly_finishes to service_role, app_reader;

drop policy if exists select_operators_all on suppliers.monthly_finishes;
create policy select_operators_all
    on suppliers.monthly_finishes
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.monthly_finishes is
    'Operators read every row; users read reports.';
