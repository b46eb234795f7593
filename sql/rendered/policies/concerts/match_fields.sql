-- Rendered from policies/concerts/match_fields.sql.j2; edit that file, not this one.
-- Who may do what to concerts.match_fields.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.match_fields
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.match_fields to service_role, app_reader;

drop policy if exists select_operators_all on concerts.match_fields;
create policy select_operators_all
    on concerts.match_fields
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.match_fields is
    'Operators see how duplicates are found.';
