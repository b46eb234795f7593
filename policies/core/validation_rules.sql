-- Who may do what to core.validation_rules.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update is_enabled, severity
--   anyone else                            nothing

drop policy if exists select_operators_all on core.validation_rules;
create policy select_operators_all
    on core.validation_rules
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.validation_rules is
    'An operator reads the rules; releases write them.';

drop policy if exists update_service_all on core.validation_rules;
create policy update_service_all
    on core.validation_rules
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.validation_rules is
    'An operator''s backend switches rules; the grant covers two columns only.';
