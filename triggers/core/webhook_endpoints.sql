-- Triggers of core.webhook_endpoints.

create or replace trigger t10_note_owner
    before insert or update on core.webhook_endpoints
    for each row
    execute function core.tg_webhook_endpoints__note_owner();
