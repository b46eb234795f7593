-- Who may do what to reading.conflicts.
--
--   authenticated              select own rows
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_user_own on reading.conflicts;
create policy select_user_own
    on reading.conflicts
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.conflicts is
    'A reader sees what her devices disagreed about.';

drop policy if exists select_operators_all on reading.conflicts;
create policy select_operators_all
    on reading.conflicts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.conflicts is
    'An operator sees how edits were merged.';
