-- Rendered from policies/master/brands.sql.j2; edit that file, not this one.
-- Who may do what to master.brands.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on master.brands
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on master.brands to authenticated, service_role, app_reader;

drop policy if exists select_members_all on master.brands;
create policy select_members_all
    on master.brands
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on master.brands is
    'Every signed-in user may read master data.';
