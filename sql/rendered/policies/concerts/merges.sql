-- Rendered from policies/concerts/merges.sql.j2; edit that file, not this one.
-- Who may do what to concerts."merges".
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts."merges"
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts."merges" to service_role, app_reader;

drop policy if exists select_operators_all on concerts."merges";
create policy select_operators_all
    on concerts."merges"
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts."merges" is
    'Operators see what merges do.';
