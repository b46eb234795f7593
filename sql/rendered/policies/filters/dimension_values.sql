-- Rendered from policies/filters/dimension_values.sql.j2; edit that file, not this one.
-- Who may do what to filters.dimension_values.
--
--   authenticated              select (dimension, value_id, value, label, search, rank,
--                              lines): open rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing
--
-- Users do not see `parent`: it is a value of another dimension, which may be limited
-- to a role.

revoke all on filters.dimension_values
from anon, authenticated, service_role, app_worker, app_reader;
grant select (dimension, value_id, value, label, search, rank, lines)
on filters.dimension_values to authenticated;
grant select
on filters.dimension_values to service_role, app_reader;

drop policy if exists select_user_open on filters.dimension_values;
create policy select_user_open
    on filters.dimension_values
    as permissive
    for select
    to authenticated
    using (dimension in (select d.name from filters.dimensions as d));
comment on policy select_user_open on filters.dimension_values is
    'Users see the values of the dimensions that they see.';

drop policy if exists select_operators_all on filters.dimension_values;
create policy select_operators_all
    on filters.dimension_values
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.dimension_values is
    'Operators see every value.';
