-- Who may do what to master.store_classes.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.store_classes;
create policy select_readers_all
    on master.store_classes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.store_classes is
    'Master data is no secret among those who are signed in.';
