-- Rendered from policies/concerts/duplicate_candidates.sql.j2; edit that file, not this one.
-- Who may do what to concerts.duplicate_candidates.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.duplicate_candidates
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.duplicate_candidates to service_role, app_reader;

drop policy if exists select_operators_all on concerts.duplicate_candidates;
create policy select_operators_all
    on concerts.duplicate_candidates
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.duplicate_candidates is
    'Operators see how duplicates are found.';
