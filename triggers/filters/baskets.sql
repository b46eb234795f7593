-- Triggers on filters.baskets, in firing order.

-- A basket is a bit in its store's bitmaps, and its changes may not be folded yet.
-- Without its row, or in another store, a fold could not find that bit.
create or replace trigger t20_refuse_change
    before delete or update of store_id on filters.baskets
    for each row
    execute function core.tg__refuse_change();
