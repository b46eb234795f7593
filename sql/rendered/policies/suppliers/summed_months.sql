-- Rendered from policies/suppliers/summed_months.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.summed_months.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.summed_months
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.summed_months to service_role, app_reader;

drop policy if exists select_operators_all on suppliers.summed_months;
create policy select_operators_all
    on suppliers.summed_months
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.summed_months is
    'Operators read every row; users read reports.';
