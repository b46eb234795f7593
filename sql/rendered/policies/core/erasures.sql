-- Rendered from policies/core/erasures.sql.j2; edit that file, not this one.
-- Who may do what to core.erasures.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.erasures
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.erasures to service_role, app_reader;

drop policy if exists select_operators_all on core.erasures;
create policy select_operators_all
    on core.erasures
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.erasures is
    'Operators read it; functions write it.';
