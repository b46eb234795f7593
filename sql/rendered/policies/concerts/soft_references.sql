-- Rendered from policies/concerts/soft_references.sql.j2; edit that file, not this one.
-- Who may do what to concerts.soft_references.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.soft_references
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.soft_references to service_role, app_reader;

drop policy if exists select_operators_all on concerts.soft_references;
create policy select_operators_all
    on concerts.soft_references
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.soft_references is
    'Operators see what merges do.';
