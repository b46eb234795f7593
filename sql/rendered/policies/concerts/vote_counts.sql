-- Rendered from policies/concerts/vote_counts.sql.j2; edit that file, not this one.
-- Who may do what to concerts.vote_counts.
--
--   anon, authenticated, service_role, app_reader   select: all rows
--   anyone else                                     nothing

revoke all on concerts.vote_counts
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.vote_counts to anon, authenticated, service_role, app_reader;

drop policy if exists select_everyone_all on concerts.vote_counts;
create policy select_everyone_all
    on concerts.vote_counts
    as permissive
    for select
    to anon, authenticated, service_role, app_reader
    using (true);
comment on policy select_everyone_all on concerts.vote_counts is
    'Everyone reads how many votes there are.';
