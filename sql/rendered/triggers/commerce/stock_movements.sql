-- Rendered from triggers/commerce/stock_movements.sql.j2; edit that file, not this one.
-- Triggers on commerce.stock_movements, in firing order.

-- No role changes or deletes a row, the owner included.
-- A person's data may be erased.
create or replace trigger t20_refuse_change
    before update or delete on commerce.stock_movements
    for each row
    execute function core.tg__refuse_change(
        'actor_id'
    );

create or replace trigger t20_refuse_truncate
    before truncate on commerce.stock_movements
    for each statement
    execute function core.tg__refuse_change();
