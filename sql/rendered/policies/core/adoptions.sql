-- Rendered from policies/core/adoptions.sql.j2; edit that file, not this one.
-- Who may do what to core.adoptions.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.adoptions
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.adoptions to service_role, app_reader;

drop policy if exists select_operators_all on core.adoptions;
create policy select_operators_all
    on core.adoptions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.adoptions is
    'Operators read it; the owner writes it.';
