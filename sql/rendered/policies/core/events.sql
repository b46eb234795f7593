-- Rendered from policies/core/events.sql.j2; edit that file, not this one.
-- Who may do what to core.events.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.events
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.events to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.events;
create policy select_operators_all
    on core.events
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.events is
    'Operators read the whole log; callers use changes_since.';
