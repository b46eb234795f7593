-- Rendered from policies/filters/transactions.sql.j2; edit that file, not this one.
-- Who may do what to filters.transactions.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on filters.transactions
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on filters.transactions to service_role, app_reader;

drop policy if exists select_operators_all on filters.transactions;
create policy select_operators_all
    on filters.transactions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.transactions is
    'Operators see the lines; callers get counts.';
