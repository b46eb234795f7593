-- commerce.retry_purchase: send a purchase order again that failed.
--
-- Definer: no role may write the table, and a job is enqueued. The dead job of the last
-- round keeps its dedupe key, which no longer counts.

create or replace function commerce.retry_purchase(p_purchase_order_id bigint)
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
    v_order := commerce._lock_purchase(p_purchase_order_id, 'sent again', 'failed');
    update commerce.purchase_orders as o
    set status = 'sent', fault = null
    where o.id = v_order.id
    returning o.* into v_order;
    perform core.enqueue(
        p_kind => 'commerce.send_purchase',
        p_payload => jsonb_build_object('v', 1, 'purchase_order_id', v_order.id),
        p_dedupe_key => 'purchase:' || v_order.id
    );
    return commerce._show_purchase(v_order.id);
end;
$$;

grant execute on function commerce.retry_purchase(bigint) to authenticated;

comment on function commerce.retry_purchase(bigint) is
$$Send a failed purchase order again.

One that the vendor refused is another order to them; one that had no answer goes under
the same idempotency key, since it may have arrived.
Returns: get_purchase_order
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused.
Example: {"purchase_order_id": 3}
Budget: 200 ms.
$$;
