-- commerce.confirm_purchase: record that a vendor took an order, by a person's word.
--
-- Definer: no role may write the table.

create or replace function commerce.confirm_purchase(
    p_purchase_order_id bigint, p_vendor_reference text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.purchase_orders;
begin
    perform core.require_role('buyer', 'admin');
    perform core.read_text('vendor_reference', p_vendor_reference, 1, 200);
    v_order := commerce._lock_purchase(
        p_purchase_order_id, 'confirmed', 'draft', 'sent', 'failed'
    );
    perform commerce._acknowledge_purchase(v_order, p_vendor_reference);
    return commerce._show_purchase(v_order.id);
end;
$$;

grant execute on function commerce.confirm_purchase(bigint, text) to authenticated;

comment on function commerce.confirm_purchase(bigint, text) is
$$Record the vendor's reference of an order that was placed by telephone or mail.

The order is then acknowledged.
Returns: get_purchase_order
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused, PT422 core.invalid_argument.
Emits: commerce.purchase.acknowledged.
Example: {"purchase_order_id": 2, "vendor_reference": "A-1001"}
Budget: 200 ms.
$$;
