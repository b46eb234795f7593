-- Who may do what to core.retention_policies.
--
--   service_role, app_reader   select all
--   service_role               update keep, is_enabled
--   anyone else                nothing

drop policy if exists select_operators_all on core.retention_policies;
create policy select_operators_all
    on core.retention_policies
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.retention_policies is
    'An operator sees what is forgotten when.';

drop policy if exists update_service_all on core.retention_policies;
create policy update_service_all
    on core.retention_policies
    as permissive
    for update
    to service_role
    using (table_name is not null)
    with check (table_name is not null);
comment on policy update_service_all on core.retention_policies is
    'An operator''s backend sets how long; the grant covers two columns only.';
