-- commerce.claim_purchase: what the job is to send for a purchase order, fixed once.
--
-- Locks the order, then its proposals. The first call ends the draft and stores the
-- message; each later one returns the same bytes and key, with a fresh signature.
-- Definer: the worker may not write the order, nor read secrets.

create or replace function commerce.claim_purchase(p_purchase_order_id bigint)
    returns table (url text, headers jsonb, body text, idempotency_key uuid)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.purchase_orders;
    v_vendor commerce.vendors;
begin
    select o.*
    into v_order
    from commerce.purchase_orders as o
    where o.id = p_purchase_order_id and o.status in ('draft', 'sent')
    for no key update;
    select v.* into v_vendor from commerce.vendors as v where v.id = v_order.vendor_id;
    if v_vendor.api_url is null then
        return;
    end if;

    if v_order.status = 'draft' then
        update commerce.purchase_orders as o
        set
            status = 'sent',
            sent_at = core.now(),
            message = (
                select jsonb_build_object(
                    'order', o.id,
                    'currency', o.currency,
                    'total_minor', o.total_minor,
                    'ship_to', jsonb_build_object('code', l.code, 'name', l.name),
                    'lines', jsonb_agg(
                        jsonb_build_object(
                            'line', n.line,
                            'sku', v.sku,
                            'barcode', v.barcode,
                            'quantity', n.quantity,
                            'unit_cost_minor', n.unit_cost_minor
                        )
                        order by n.line
                    )
                )::text
                from commerce.purchase_order_lines as n
                inner join commerce.variants as v on n.variant_id = v.id
                cross join commerce.locations as l
                where n.purchase_order_id = o.id and l.id = o.location_id
                group by l.id
            )
        where o.id = v_order.id
        returning o.* into v_order;
        update commerce.reorder_proposals as p
        set status = 'ordered'
        where p.purchase_order_id = v_order.id;
        perform commerce._emit_purchase(v_order, 'sent');
    end if;

    return query
    select
        v_vendor.api_url,
        jsonb_build_object(
            'content-type', 'application/json',
            'idempotency-key', v_order.idempotency_key
        )
        || coalesce(
            core.sign_message(
                v_vendor.webhook_source, 'po_' || v_order.idempotency_key,
                v_order.message
            ),
            '{}'
        ),
        v_order.message,
        v_order.idempotency_key;
end;
$$;

grant execute on function commerce.claim_purchase(bigint) to app_worker;

comment on function commerce.claim_purchase(bigint) is
$$The URL, headers, body and key of an order that is to be sent; no row: nothing to do.

The order is sent from then on: its lines do not change any more.
Emits: commerce.purchase.sent.
$$;
