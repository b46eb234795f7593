-- Rendered from policies/core/event_consumers.sql.j2; edit that file, not this one.
-- Who may do what to core.event_consumers.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.event_consumers
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.event_consumers to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.event_consumers;
create policy select_operators_all
    on core.event_consumers
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.event_consumers is
    'Operators see the position of each consumer.';
