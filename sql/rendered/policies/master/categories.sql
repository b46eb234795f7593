-- Rendered from policies/master/categories.sql.j2; edit that file, not this one.
-- Who may do what to master.categories.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on master.categories
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on master.categories to authenticated, service_role, app_reader;

drop policy if exists select_members_all on master.categories;
create policy select_members_all
    on master.categories
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on master.categories is
    'Every signed-in user may read master data.';
