-- commerce.cancel_purchase: cancel a purchase order of which nothing has come.
--
-- Definer: no role may write the table. An attempt that is under way meanwhile is not
-- stopped: where the vendor takes the order after all, its buyer is notified.

create or replace function commerce.cancel_purchase(
    p_purchase_order_id bigint, p_reason text
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
    perform core.read_text('reason', p_reason, 1, 500);
    v_order := commerce._lock_purchase(
        p_purchase_order_id, 'cancelled', 'draft', 'sent', 'acknowledged', 'failed'
    );
    if exists (
        select
        from commerce.purchase_order_lines as n
        where n.purchase_order_id = v_order.id and n.received > 0
    ) then
        perform core.raise_error(
            'commerce.transition_refused',
            format(
                'A part of purchase order %s has come; receive_purchase closes it.',
                v_order.id
            )
        );
    end if;

    update commerce.purchase_orders as o
    set
        status = 'cancelled',
        fault = null,
        closed_at = core.now(),
        closed_reason = p_reason
    where o.id = v_order.id
    returning o.* into v_order;
    perform commerce._emit_purchase(v_order, 'cancelled');
    return commerce._show_purchase(v_order.id);
end;
$$;

grant execute on function commerce.cancel_purchase(bigint, text) to authenticated;

comment on function commerce.cancel_purchase(bigint, text) is
$$Cancel a purchase order of which nothing has come.

The vendor is not notified: agree it with them, or follow the event by a webhook. What
is still needed is proposed again.
Returns: get_purchase_order
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused, PT422 core.invalid_argument.
Emits: commerce.purchase.cancelled.
Example: {"purchase_order_id": 1, "reason": "The vendor has closed."}
Budget: 200 ms.
$$;
