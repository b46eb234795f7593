-- Who may do what to core.notifications.
--
--   authenticated              select, update read_at of own rows
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_user_own on core.notifications;
create policy select_user_own
    on core.notifications
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on core.notifications is
    'A user sees what is addressed to her.';

drop policy if exists select_operators_all on core.notifications;
create policy select_operators_all
    on core.notifications
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.notifications is
    'An operator sees what was sent.';

drop policy if exists update_user_own on core.notifications;
create policy update_user_own
    on core.notifications
    as permissive
    for update
    to authenticated
    using (user_id = (select core.actor_id()))
    with check (user_id = (select core.actor_id()));
comment on policy update_user_own on core.notifications is
    'A user marks her own as read; the grant covers that column only.';
