-- Rendered from policies/suppliers/daily_progress.sql.j2; edit that file, not this one.
-- Who may do what to suppliers.daily_progress.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on suppliers.daily_progress
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on suppliers.daily_progress to service_role, app_reader;

drop policy if exists select_operators_all on suppliers.daily_progress;
create policy select_operators_all
    on suppliers.daily_progress
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on suppliers.daily_progress is
    'Operators read every row; users read reports.';
