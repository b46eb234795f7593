-- Rendered from policies/commerce/movement_types.sql.j2; edit that file, not this one.
-- Who may do what to commerce.movement_types.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on commerce.movement_types
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.movement_types to authenticated, service_role, app_reader;

drop policy if exists select_members_all on commerce.movement_types;
create policy select_members_all
    on commerce.movement_types
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on commerce.movement_types is
    'Every signed-in user may know the types of movement.';
