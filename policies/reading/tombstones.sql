-- Who may do what to reading.tombstones.
--
--   authenticated              select own rows
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_user_own on reading.tombstones;
create policy select_user_own
    on reading.tombstones
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.tombstones is
    'A reader sees what she deleted.';

drop policy if exists select_operators_all on reading.tombstones;
create policy select_operators_all
    on reading.tombstones
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.tombstones is
    'An operator sees what was deleted.';
