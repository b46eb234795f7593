-- Rendered from policies/core/legal_holds.sql.j2; edit that file, not this one.
-- Who may do what to core.legal_holds.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.legal_holds
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.legal_holds to service_role, app_reader;

drop policy if exists select_operators_all on core.legal_holds;
create policy select_operators_all
    on core.legal_holds
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.legal_holds is
    'Operators read it; functions write it.';
