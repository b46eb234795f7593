-- Rendered from policies/core/invariants.sql.j2; edit that file, not this one.
-- Who may do what to core.invariants.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.invariants
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.invariants to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.invariants;
create policy select_operators_all
    on core.invariants
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.invariants is
    'Operators see the invariants that are checked.';
