-- Rendered from triggers/commerce/order_events.sql.j2; edit that file, not this one.
-- Triggers on commerce.order_events, in firing order.

-- No role changes or deletes a row, the owner included.
-- A person's data may be erased.
create or replace trigger t20_refuse_change
    before update or delete on commerce.order_events
    for each row
    execute function core.tg__refuse_change(
        'actor_id'
    );

create or replace trigger t20_refuse_truncate
    before truncate on commerce.order_events
    for each statement
    execute function core.tg__refuse_change();
