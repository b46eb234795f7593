-- Rendered from policies/core/feature_flags.sql.j2; edit that file, not this one.
-- Who may do what to core.feature_flags.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing
--
-- Callers ask core.is_enabled, which tells them of one flag what it is for them.

revoke all on core.feature_flags
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.feature_flags to service_role, app_reader;

drop policy if exists select_operators_all on core.feature_flags;
create policy select_operators_all
    on core.feature_flags
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.feature_flags is
    'Operators see every flag.';
