-- Rendered from policies/concerts/votes.sql.j2; edit that file, not this one.
-- Who may do what to concerts.votes.
--
--   authenticated              select: own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.votes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.votes to authenticated;
grant select
on concerts.votes to service_role, app_reader;

drop policy if exists select_user_own on concerts.votes;
create policy select_user_own
    on concerts.votes
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on concerts.votes is
    'Users read what they voted for.';

drop policy if exists select_operators_all on concerts.votes;
create policy select_operators_all
    on concerts.votes
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.votes is
    'Operators read every row.';
