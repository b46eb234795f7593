-- Rendered from policies/core/rate_limits.sql.j2; edit that file, not this one.
-- Who may do what to core.rate_limits.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.rate_limits
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.rate_limits to service_role, app_reader;

drop policy if exists select_operators_all on core.rate_limits;
create policy select_operators_all
    on core.rate_limits
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.rate_limits is
    'Operators see the limited callers; functions write them.';
