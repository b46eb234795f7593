-- Rendered from policies/core/workers.sql.j2; edit that file, not this one.
-- Who may do what to core.workers.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.workers
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.workers to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.workers;
create policy select_operators_all
    on core.workers
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.workers is
    'Operators see which workers give signs of life.';
