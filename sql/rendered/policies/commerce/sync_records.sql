-- Rendered from policies/commerce/sync_records.sql.j2; edit that file, not this one.
-- Who may do what to commerce.sync_records.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.sync_records
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.sync_records to service_role, app_reader;

drop policy if exists select_operators_all on commerce.sync_records;
create policy select_operators_all
    on commerce.sync_records
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.sync_records is
    'Operators read every row.';
