-- Who may do what to core.settings.
--
--   anon, authenticated, service_role, app_worker, app_reader   select all
--   service_role                                                update value
--   anyone else                                                 nothing

drop policy if exists select_everyone_all on core.settings;
create policy select_everyone_all
    on core.settings
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.settings is
    'Settings hold no secret: whoever may call us may read them.';

drop policy if exists update_service_all on core.settings;
create policy update_service_all
    on core.settings
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.settings is
    'An operator''s backend sets values; the grant covers that column only.';
