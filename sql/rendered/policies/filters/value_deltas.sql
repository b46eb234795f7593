-- Rendered from policies/filters/value_deltas.sql.j2; edit that file, not this one.
-- Who may do what to filters.value_deltas.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing
--
-- A row also holds a value of the parent, which may be limited to another role: callers
-- read through definer functions, which check the roles.

revoke all on filters.value_deltas
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.value_deltas to service_role, app_reader;

drop policy if exists select_operators_all on filters.value_deltas;
create policy select_operators_all
    on filters.value_deltas
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.value_deltas is
    'Operators see every change of a count.';
