-- Rendered from triggers/suppliers/digest_preferences.sql.j2; edit that file, not this one.
-- Triggers on suppliers.digest_preferences, in firing order.

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on suppliers.digest_preferences
    for each row
    execute function core.tg__touch();
