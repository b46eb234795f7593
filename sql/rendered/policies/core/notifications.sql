-- Rendered from policies/core/notifications.sql.j2; edit that file, not this one.
-- Who may do what to core.notifications.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   authenticated              update (read_at): own rows
--   anyone else                nothing

revoke all on core.notifications
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.notifications to authenticated;
grant select
on core.notifications to service_role, app_reader;
grant update (read_at)
on core.notifications to authenticated;

drop policy if exists select_user_own on core.notifications;
create policy select_user_own
    on core.notifications
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on core.notifications is
    'Users see their own notifications.';

drop policy if exists select_operators_all on core.notifications;
create policy select_operators_all
    on core.notifications
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.notifications is
    'Operators see what was sent.';

drop policy if exists update_user_own on core.notifications;
create policy update_user_own
    on core.notifications
    as permissive
    for update
    to authenticated
    using (user_id = (select core.actor_id()))
    with check (user_id = (select core.actor_id()));
comment on policy update_user_own on core.notifications is
    'Users mark their own notifications as read.';
