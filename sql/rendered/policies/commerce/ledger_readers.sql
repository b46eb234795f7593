-- Rendered from policies/commerce/ledger_readers.sql.j2; edit that file, not this one.
-- Who may do what to commerce.ledger_readers.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.ledger_readers
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.ledger_readers to service_role, app_reader;

drop policy if exists select_operators_all on commerce.ledger_readers;
create policy select_operators_all
    on commerce.ledger_readers
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.ledger_readers is
    'Operators read every row.';
