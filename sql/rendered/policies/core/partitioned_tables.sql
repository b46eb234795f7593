-- Rendered from policies/core/partitioned_tables.sql.j2; edit that file, not this one.
-- Who may do what to core.partitioned_tables.
--
--   service_role, app_worker, app_reader   select: all rows
--   service_role                           update (keep): all rows
--   anyone else                            nothing

revoke all on core.partitioned_tables
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.partitioned_tables to service_role, app_worker, app_reader;
grant update (keep)
on core.partitioned_tables to service_role;

drop policy if exists select_operators_all on core.partitioned_tables;
create policy select_operators_all
    on core.partitioned_tables
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.partitioned_tables is
    'Operators see which tables are partitioned.';

drop policy if exists update_service_all on core.partitioned_tables;
create policy update_service_all
    on core.partitioned_tables
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_service_all on core.partitioned_tables is
    'An operator''s backend sets how long partitions are kept.';
