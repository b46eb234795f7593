-- Rendered from policies/master/store_classes.sql.j2; edit that file, not this one.
-- Who may do what to master.store_classes.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_members_all on master.store_classes;
create policy select_members_all
    on master.store_classes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on master.store_classes is
    'Master data is no secret among those who are signed in.';
