-- Rendered from policies/reading/conflicts.sql.j2; edit that file, not this one.
-- Who may do what to reading.conflicts.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on reading.conflicts
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on reading.conflicts to authenticated;
grant select
on reading.conflicts to service_role, app_reader;

drop policy if exists select_user_own on reading.conflicts;
create policy select_user_own
    on reading.conflicts
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.conflicts is
    'Readers see where their devices disagreed.';

drop policy if exists select_operators_all on reading.conflicts;
create policy select_operators_all
    on reading.conflicts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.conflicts is
    'Operators read every row.';
