-- Rendered from policies/filters/dimension_states.sql.j2; edit that file, not this one.
-- Who may do what to filters.dimension_states.
--
--   authenticated              select: open rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.dimension_states
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.dimension_states to authenticated;
grant select
on filters.dimension_states to service_role, app_reader;

drop policy if exists select_user_open on filters.dimension_states;
create policy select_user_open
    on filters.dimension_states
    as permissive
    for select
    to authenticated
    using (dimension in (select d.name from filters.dimensions as d));
comment on policy select_user_open on filters.dimension_states is
    'Users see the state of the dimensions that they see.';

drop policy if exists select_operators_all on filters.dimension_states;
create policy select_operators_all
    on filters.dimension_states
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.dimension_states is
    'Operators see every state.';
