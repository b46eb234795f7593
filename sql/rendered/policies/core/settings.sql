-- Rendered from policies/core/settings.sql.j2; edit that file, not this one.
-- Who may do what to core.settings.
--
--   anon, authenticated, service_role, app_worker, app_reader   select: all rows
--   service_role                                                update (value): all
--                                                               rows
--   anyone else                                                 nothing

revoke all on core.settings
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.settings to anon, authenticated, service_role, app_worker, app_reader;
grant update (value)
on core.settings to service_role;

drop policy if exists select_everyone_all on core.settings;
create policy select_everyone_all
    on core.settings
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.settings is
    'Settings hold no secret: every caller may read them.';

drop policy if exists update_service_all on core.settings;
create policy update_service_all
    on core.settings
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_service_all on core.settings is
    'An operator''s backend sets values.';
