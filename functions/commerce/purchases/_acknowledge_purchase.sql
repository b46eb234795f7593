-- commerce._acknowledge_purchase: record that a vendor took an order, once.
--
-- The caller has locked the order. The first acknowledgement counts; another changes
-- nothing, whichever way it comes. Of a cancelled order it is recorded, and who ordered
-- is notified: the vendor is going to deliver.

create or replace function commerce._acknowledge_purchase(
    p_order commerce.purchase_orders, p_reference text
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.purchase_orders;
begin
    update commerce.purchase_orders as o
    set
        vendor_reference = p_reference,
        acknowledged_at = core.now(),
        sent_at = coalesce(o.sent_at, core.now()),
        status = case when o.closed_at is null then 'acknowledged' else o.status end,
        fault = null
    where o.id = p_order.id and o.acknowledged_at is null
    returning o.* into v_order;
    if not found then
        return;
    end if;

    update commerce.reorder_proposals as p
    set status = 'ordered'
    where p.purchase_order_id = v_order.id and p.status = 'approved';
    perform commerce._emit_purchase(
        v_order, 'acknowledged', p_is_trouble => v_order.status = 'cancelled'
    );
end;
$$;

comment on function commerce._acknowledge_purchase(commerce.purchase_orders, text) is
$$Record the first acknowledgement of a locked order; a later one changes nothing.

Emits: commerce.purchase.acknowledged.
$$;
