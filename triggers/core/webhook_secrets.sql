-- Triggers of core.webhook_secrets.

create or replace trigger t20_delete_from_vault
    after delete on core.webhook_secrets
    for each row
    execute function core.tg_webhook_secrets__delete_from_vault();
