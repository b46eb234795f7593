-- Rendered from policies/master/store_classes.sql.j2; edit that file, not this one.
-- Who may do what to master.store_classes.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on master.store_classes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on master.store_classes to authenticated, service_role, app_reader;

drop policy if exists select_members_all on master.store_classes;
create policy select_members_all
    on master.store_classes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on master.store_classes is
    'Every signed-in user may read master data.';
