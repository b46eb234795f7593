-- Rendered from policies/concerts/viewers.sql.j2; edit that file, not this one.
-- Who may do what to concerts.viewers.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.viewers
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.viewers to authenticated;
grant select
on concerts.viewers to service_role, app_reader;

drop policy if exists select_user_own on concerts.viewers;
create policy select_user_own
    on concerts.viewers
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on concerts.viewers is
    'Users read where they look.';

drop policy if exists select_operators_all on concerts.viewers;
create policy select_operators_all
    on concerts.viewers
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.viewers is
    'Operators read every row.';
