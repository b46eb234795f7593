-- Who may do what to core.revertible_tables.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.revertible_tables;
create policy select_operator_all
    on core.revertible_tables
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.revertible_tables is
    'An operator reads it; the owner writes it.';
