-- commerce._receive_purchase: receive checked lines of a purchase order.
--
-- Lock order: the order, its lines, then stock levels (commerce._post_movements). Lines
-- of one SKU count as their sum.

create or replace function commerce._receive_purchase(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.purchase_orders := commerce._lock_purchase(
        (p_request ->> 'purchase_order_id')::bigint, 'received',
        'sent', 'acknowledged', 'failed'
    );
    v_is_last constant boolean := (p_request ->> 'is_last')::boolean;
    v_fault text;
    v_key text;
    v_postings commerce.posting[];
begin
    if p_request -> 'lines' = '[]' and not v_is_last then
        perform core.raise_error('commerce.invalid_lines', 'There is no line.');
    end if;

    select
        case when n.line is null or g.least < 1 then 'commerce.invalid_lines'
            else 'commerce.over_delivery'
        end,
        case
            when n.line is null
                then format('%L is not on the order.', core.excerpt(g.sku))
            when g.least < 1 then format('%s: a quantity is at least 1.', g.sku)
            else format(
                '%s: %s and %s came of %s; at most %s are received.',
                g.sku, n.received, g.quantity, n.quantity, n.most
            )
        end
    into v_key, v_fault
    from (
        select
            upper(i.line ->> 'sku') as sku,
            sum((i.line ->> 'quantity')::bigint) as quantity,
            min(coalesce((i.line ->> 'quantity')::bigint, 0)) as least
        from jsonb_array_elements(p_request -> 'lines') as i (line)
        group by upper(i.line ->> 'sku')
    ) as g
    left join commerce.variants as v on g.sku = v.sku
    left join commerce.purchase_order_lines as n
        on n.purchase_order_id = v_order.id and v.id = n.variant_id
    where n.line is null or g.least < 1 or n.received + g.quantity > n.most
    order by g.sku
    limit 1;
    if v_fault is not null then
        perform core.raise_error(v_key, v_fault);
    end if;

    with came as (
        update commerce.purchase_order_lines as n
        set received = n.received + g.quantity
        from (
            select v.id, sum((i.line ->> 'quantity')::integer)::integer as quantity
            from jsonb_array_elements(p_request -> 'lines') as i (line)
            inner join commerce.variants as v on upper(i.line ->> 'sku') = v.sku
            group by v.id
        ) as g
        where n.purchase_order_id = v_order.id and n.variant_id = g.id
        returning n.variant_id, g.quantity
    )

    select array_agg(
        row(
            c.variant_id, c.quantity, 'receive', 'supplier', null, null, 'on_hand',
            v_order.location_id, 0
        )::commerce.posting
        order by c.variant_id
    )
    into v_postings
    from came as c;
    perform commerce._post_movements(
        v_postings, p_reference => 'purchase:' || v_order.id
    );

    if v_is_last or not exists (
        select
        from commerce.purchase_order_lines as n
        where n.purchase_order_id = v_order.id and n.received < n.quantity
    ) then
        update commerce.purchase_orders as o
        set status = 'received', fault = null, closed_at = core.now()
        where o.id = v_order.id
        returning o.* into v_order;
    end if;
    perform commerce._emit_purchase(
        v_order,
        case when v_order.status = 'received' then 'received' else 'arrived' end
    );
    return commerce._show_purchase(v_order.id);
end;
$$;

comment on function commerce._receive_purchase(jsonb) is
$$The body of commerce.receive_purchase: {purchase_order_id, lines, is_last}.

Errors: PT404 commerce.unknown_purchase, PT409 commerce.transition_refused, PT422
commerce.invalid_lines, commerce.over_delivery.
Emits: commerce.purchase.arrived, commerce.purchase.received.
$$;
