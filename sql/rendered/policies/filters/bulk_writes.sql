-- Rendered from policies/filters/bulk_writes.sql.j2; edit that file, not this one.
-- Who may do what to filters.bulk_writes.
--
--   authenticated, service_role, app_reader   select: all rows
--   anyone else                               nothing

revoke all on filters.bulk_writes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.bulk_writes to authenticated, service_role, app_reader;

drop policy if exists select_members_all on filters.bulk_writes;
create policy select_members_all
    on filters.bulk_writes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on filters.bulk_writes is
    'The filter functions read as the caller whether a bulk write is unfolded.';
