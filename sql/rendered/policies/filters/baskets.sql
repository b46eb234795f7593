-- Rendered from policies/filters/baskets.sql.j2; edit that file, not this one.
-- Who may do what to filters.baskets.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.baskets
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.baskets to service_role, app_reader;

drop policy if exists select_operators_all on filters.baskets;
create policy select_operators_all
    on filters.baskets
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.baskets is
    'Operators see the lines; callers get counts.';
