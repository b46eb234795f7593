-- Rendered from policies/core/load_checkpoints.sql.j2; edit that file, not this one.
-- Who may do what to core.load_checkpoints.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.load_checkpoints
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.load_checkpoints to service_role, app_reader;

drop policy if exists select_operators_all on core.load_checkpoints;
create policy select_operators_all
    on core.load_checkpoints
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.load_checkpoints is
    'Operators see which loads are unfinished.';
