-- Rendered from triggers/commerce/reorder_proposals.sql.j2; edit that file, not this one.
-- Triggers on commerce.reorder_proposals, in firing order.

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on commerce.reorder_proposals
    for each row
    execute function core.tg__touch();
