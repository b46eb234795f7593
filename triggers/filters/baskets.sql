-- Triggers on filters.baskets, in firing order.

-- A basket is a bit of its store's bitmaps, and what changed in it may wait to be
-- folded: without its row, or in another store, nobody could tell which bit that was.
create or replace trigger t20_refuse_change
    before delete or update of store_id on filters.baskets
    for each row
    execute function core.tg__refuse_change();
