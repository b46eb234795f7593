-- Rendered from policies/filters/dimensions.sql.j2; edit that file, not this one.
-- Who may do what to filters.dimensions.
--
--   authenticated              select: open rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing
--
-- A dimension is open to its app roles; one without roles to every signed-in user.

revoke all on filters.dimensions
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.dimensions to authenticated;
grant select
on filters.dimensions to service_role, app_reader;

drop policy if exists select_user_open on filters.dimensions;
create policy select_user_open
    on filters.dimensions
    as permissive
    for select
    to authenticated
    using (roles is null or filters.can_read_dimension(roles));
comment on policy select_user_open on filters.dimensions is
    'Users see the dimensions that are open to their app roles.';

drop policy if exists select_operators_all on filters.dimensions;
create policy select_operators_all
    on filters.dimensions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.dimensions is
    'Operators see every dimension.';
