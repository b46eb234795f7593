-- Rendered from policies/filters/line_keys.sql.j2; edit that file, not this one.
-- Who may do what to filters.line_keys.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.line_keys
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.line_keys to service_role, app_reader;

drop policy if exists select_operators_all on filters.line_keys;
create policy select_operators_all
    on filters.line_keys
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.line_keys is
    'Operators see where the line of a key is.';
