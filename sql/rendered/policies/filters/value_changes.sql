-- Rendered from policies/filters/value_changes.sql.j2; edit that file, not this one.
-- Who may do what to filters.value_changes.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.value_changes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.value_changes to service_role, app_reader;

drop policy if exists select_operators_all on filters.value_changes;
create policy select_operators_all
    on filters.value_changes
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.value_changes is
    'Operators see the changes that have no event yet.';
