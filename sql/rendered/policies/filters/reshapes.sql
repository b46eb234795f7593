-- Rendered from policies/filters/reshapes.sql.j2; edit that file, not this one.
-- Who may do what to filters.reshapes.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.reshapes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.reshapes to service_role, app_reader;

drop policy if exists select_operators_all on filters.reshapes;
create policy select_operators_all
    on filters.reshapes
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.reshapes is
    'Operators see how far a change of the lines is.';
