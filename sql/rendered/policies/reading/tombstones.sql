-- Rendered from policies/reading/tombstones.sql.j2; edit that file, not this one.
-- Who may do what to reading.tombstones.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on reading.tombstones
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on reading.tombstones to authenticated;
grant select
on reading.tombstones to service_role, app_reader;

drop policy if exists select_user_own on reading.tombstones;
create policy select_user_own
    on reading.tombstones
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.tombstones is
    'Readers see what they deleted.';

drop policy if exists select_operators_all on reading.tombstones;
create policy select_operators_all
    on reading.tombstones
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.tombstones is
    'Operators read every row.';
