-- Rendered from policies/concerts/match_keys.sql.j2; edit that file, not this one.
-- Who may do what to concerts.match_keys.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.match_keys
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.match_keys to service_role, app_reader;

drop policy if exists select_operators_all on concerts.match_keys;
create policy select_operators_all
    on concerts.match_keys
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.match_keys is
    'Operators see how duplicates are found.';
