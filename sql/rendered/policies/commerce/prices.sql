-- Rendered from policies/commerce/prices.sql.j2; edit that file, not this one.
-- Who may do what to commerce.prices.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.prices
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.prices to authenticated;
grant select
on commerce.prices to service_role, app_reader;

drop policy if exists select_user_visible on commerce.prices;
create policy select_user_visible
    on commerce.prices
    as permissive
    for select
    to authenticated
    using (exists (
            select from commerce.variants as v
            where v.id = variant_id
        ));
comment on policy select_user_visible on commerce.prices is
    'A user reads the prices of the variants that they may read.';

drop policy if exists select_operators_all on commerce.prices;
create policy select_operators_all
    on commerce.prices
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.prices is
    'Operators read every row.';
