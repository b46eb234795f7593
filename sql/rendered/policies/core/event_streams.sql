-- Rendered from policies/core/event_streams.sql.j2; edit that file, not this one.
-- Who may do what to core.event_streams.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.event_streams
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.event_streams to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.event_streams;
create policy select_operators_all
    on core.event_streams
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.event_streams is
    'Operators see the position of each stream.';
