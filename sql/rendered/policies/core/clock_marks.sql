-- Rendered from policies/core/clock_marks.sql.j2; edit that file, not this one.
-- Who may do what to core.clock_marks.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.clock_marks
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.clock_marks to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.clock_marks;
create policy select_operators_all
    on core.clock_marks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.clock_marks is
    'Operators see when the clock was set back.';
