-- Rendered from policies/core/validation_rules.sql.j2; edit that file, not this one.
-- Who may do what to core.validation_rules.
--
--   service_role, app_worker, app_reader   select: all rows
--   service_role                           update (is_enabled, severity): all rows
--   anyone else                            nothing

revoke all on core.validation_rules
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.validation_rules to service_role, app_worker, app_reader;
grant update (is_enabled, severity)
on core.validation_rules to service_role;

drop policy if exists select_operators_all on core.validation_rules;
create policy select_operators_all
    on core.validation_rules
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.validation_rules is
    'Operators see the rules.';

drop policy if exists update_service_all on core.validation_rules;
create policy update_service_all
    on core.validation_rules
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_service_all on core.validation_rules is
    'An operator''s backend switches rules; releases write them.';
