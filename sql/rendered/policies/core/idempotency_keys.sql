-- Rendered from policies/core/idempotency_keys.sql.j2; edit that file, not this one.
-- Who may do what to core.idempotency_keys.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.idempotency_keys
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.idempotency_keys to service_role, app_reader;

drop policy if exists select_operators_all on core.idempotency_keys;
create policy select_operators_all
    on core.idempotency_keys
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.idempotency_keys is
    'Operators read it; functions write it.';
