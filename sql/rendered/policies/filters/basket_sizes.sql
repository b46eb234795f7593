-- Rendered from policies/filters/basket_sizes.sql.j2; edit that file, not this one.
-- Who may do what to filters.basket_sizes.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on filters.basket_sizes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.basket_sizes to authenticated, service_role, app_reader;

drop policy if exists select_members_all on filters.basket_sizes;
create policy select_members_all
    on filters.basket_sizes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on filters.basket_sizes is
    'Counts only: the filter functions read them as the caller.';
