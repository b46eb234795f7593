-- Rendered from policies/concerts/vote_changes.sql.j2; edit that file, not this one.
-- Who may do what to concerts.vote_changes.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.vote_changes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.vote_changes to service_role, app_reader;

drop policy if exists select_operators_all on concerts.vote_changes;
create policy select_operators_all
    on concerts.vote_changes
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.vote_changes is
    'Operators see how long the queue is.';
