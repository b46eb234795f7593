-- Who may do what to core.webhook_receipts.
--
--   service_role, app_worker   select all: handlers read what came
--   app_reader                 select all, without headers and bodies
--   anyone else                nothing; core.receive_webhook writes

drop policy if exists select_operators_all on core.webhook_receipts;
create policy select_operators_all
    on core.webhook_receipts
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_receipts is
    'Handlers read messages; what monitoring may read, the grant says.';
