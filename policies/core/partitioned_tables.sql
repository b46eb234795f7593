-- Who may do what to core.partitioned_tables.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update keep
--   anyone else                            nothing

drop policy if exists select_operators_all on core.partitioned_tables;
create policy select_operators_all
    on core.partitioned_tables
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.partitioned_tables is
    'Those who watch the installation may see what is cut by time.';

drop policy if exists update_service_all on core.partitioned_tables;
create policy update_service_all
    on core.partitioned_tables
    as permissive
    for update
    to service_role
    using (table_name is not null)
    with check (table_name is not null);
comment on policy update_service_all on core.partitioned_tables is
    'An operator''s backend decides how long to keep; no other column is granted.';
