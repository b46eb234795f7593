-- Rendered from policies/reading/clock_corrections.sql.j2; edit that file, not this one.
-- Who may do what to reading.clock_corrections.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on reading.clock_corrections
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on reading.clock_corrections to service_role, app_reader;

drop policy if exists select_operators_all on reading.clock_corrections;
create policy select_operators_all
    on reading.clock_corrections
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.clock_corrections is
    'Operators see which devices have a clock that is ahead.';
