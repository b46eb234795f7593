-- Rendered from policies/concerts/feed_errors.sql.j2; edit that file, not this one.
-- Who may do what to concerts.feed_errors.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.feed_errors
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.feed_errors to service_role, app_reader;

drop policy if exists select_operators_all on concerts.feed_errors;
create policy select_operators_all
    on concerts.feed_errors
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.feed_errors is
    'Operators read every row.';
