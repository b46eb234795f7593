-- Rendered from policies/core/access_log.sql.j2; edit that file, not this one.
-- Who may do what to core.access_log.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.access_log
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.access_log to service_role, app_reader;

drop policy if exists select_operators_all on core.access_log;
create policy select_operators_all
    on core.access_log
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.access_log is
    'Operators see every logged read; functions write them.';
