-- Who may do what to core.data_quality_rules.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update is_enabled
--   anyone else                            nothing

drop policy if exists select_operators_all on core.data_quality_rules;
create policy select_operators_all
    on core.data_quality_rules
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.data_quality_rules is
    'An operator sees what is looked for.';

drop policy if exists update_service_all on core.data_quality_rules;
create policy update_service_all
    on core.data_quality_rules
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.data_quality_rules is
    'An operator''s backend switches rules; the grant covers that column only.';
