-- Rendered from policies/concerts/merge_entities.sql.j2; edit that file, not this one.
-- Who may do what to concerts.merge_entities.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.merge_entities
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.merge_entities to service_role, app_reader;

drop policy if exists select_operators_all on concerts.merge_entities;
create policy select_operators_all
    on concerts.merge_entities
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.merge_entities is
    'Operators see what merges do.';
