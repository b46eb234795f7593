-- Rendered from policies/core/event_low_watermarks.sql.j2; edit that file, not this one.
-- Who may do what to core.event_low_watermarks.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.event_low_watermarks
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.event_low_watermarks to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.event_low_watermarks;
create policy select_operators_all
    on core.event_low_watermarks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.event_low_watermarks is
    'Operators see what retention has dropped.';
