-- Rendered from policies/commerce/price_lists.sql.j2; edit that file, not this one.
-- Who may do what to commerce.price_lists.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on commerce.price_lists
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.price_lists to authenticated, service_role, app_reader;

drop policy if exists select_members_all on commerce.price_lists;
create policy select_members_all
    on commerce.price_lists
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on commerce.price_lists is
    'Every signed-in user may know the price lists.';
