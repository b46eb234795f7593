-- Rendered from policies/commerce/tax_rates.sql.j2; edit that file, not this one.
-- Who may do what to commerce.tax_rates.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on commerce.tax_rates
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.tax_rates to authenticated, service_role, app_reader;

drop policy if exists select_members_all on commerce.tax_rates;
create policy select_members_all
    on commerce.tax_rates
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on commerce.tax_rates is
    'Every signed-in user may know the tax rates.';
