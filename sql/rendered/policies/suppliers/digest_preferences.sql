-- Rendered from policies/suppliers/digest_preferences.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.digest_preferences.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.digest_preferences
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.digest_preferences to authenticated;
grant select
on suppliers.digest_preferences to service_role, app_reader;

drop policy if exists select_user_own on suppliers.digest_preferences;
create policy select_user_own
    on suppliers.digest_preferences
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on suppliers.digest_preferences is
    'Users read their own preferences.';

drop policy if exists select_operators_all on suppliers.digest_preferences;
create policy select_operators_all
    on suppliers.digest_preferences
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.digest_preferences is
    'Operators read every row.';
