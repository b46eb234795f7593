-- Rendered from policies/core/revertible_tables.sql.j2; edit that file, not this one.
-- Who may do what to core.revertible_tables.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.revertible_tables
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.revertible_tables to service_role, app_reader;

drop policy if exists select_operators_all on core.revertible_tables;
create policy select_operators_all
    on core.revertible_tables
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.revertible_tables is
    'Operators read it; the owner writes it.';
