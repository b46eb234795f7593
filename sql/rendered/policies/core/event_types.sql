-- Rendered from policies/core/event_types.sql.j2; edit that file, not this one.
-- Who may do what to core.event_types.
--
--   anon, authenticated, service_role, app_worker, app_reader   select: all rows
--   anyone else                                                 nothing

revoke all on core.event_types
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.event_types to anon, authenticated, service_role, app_worker, app_reader;

drop policy if exists select_everyone_all on core.event_types;
create policy select_everyone_all
    on core.event_types
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.event_types is
    'The catalogue is public, as the reference is.';
