-- Rendered from policies/suppliers/calendar_tokens.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.calendar_tokens.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.calendar_tokens
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.calendar_tokens to authenticated;
grant select
on suppliers.calendar_tokens to service_role, app_reader;

drop policy if exists select_user_own on suppliers.calendar_tokens;
create policy select_user_own
    on suppliers.calendar_tokens
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on suppliers.calendar_tokens is
    'Users see which calendars have their dates.';

drop policy if exists select_operators_all on suppliers.calendar_tokens;
create policy select_operators_all
    on suppliers.calendar_tokens
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.calendar_tokens is
    'Operators read every row.';
