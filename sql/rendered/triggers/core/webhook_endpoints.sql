-- Rendered from triggers/core/webhook_endpoints.sql.j2; edit that file, not this one.
-- Triggers on core.webhook_endpoints, in firing order.

-- Records that auth.users has the owner.
create or replace trigger t10_note_owner
    before insert or update on core.webhook_endpoints
    for each row
    execute function core.tg_webhook_endpoints__note_owner();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on core.webhook_endpoints
    for each row
    execute function core.tg__touch();
