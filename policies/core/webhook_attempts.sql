-- Who may do what to core.webhook_attempts.
--
--   authenticated              select those of deliveries that they see
--   service_role, app_reader   select all (app_reader: no responses)
--   anyone else                nothing; the sender works through the functions

drop policy if exists select_user_own on core.webhook_attempts;
create policy select_user_own
    on core.webhook_attempts
    as permissive
    for select
    to authenticated
    using (exists (
        select from core.webhook_deliveries as d
        where d.id = delivery_id
    ));
comment on policy select_user_own on core.webhook_attempts is
    'A user sees the attempts of the deliveries that they see.';

drop policy if exists select_operators_all on core.webhook_attempts;
create policy select_operators_all
    on core.webhook_attempts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_attempts is
    'Those who watch the installation see all of them.';
