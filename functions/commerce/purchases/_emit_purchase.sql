-- commerce._emit_purchase: tell of a change of a purchase order; of trouble also those
-- who approved it.

create or replace function commerce._emit_purchase(
    p_order commerce.purchase_orders, p_verb text, p_is_trouble boolean default false
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_payload constant jsonb := (
        select jsonb_build_object(
            'v', 1, 'id', p_order.id, 'status', p_order.status, 'vendor', v.code,
            'vendor_reference', p_order.vendor_reference, 'fault', p_order.fault
        )
        from commerce.vendors as v
        where v.id = p_order.vendor_id
    );
begin
    perform core.emit(
        p_type => 'commerce.purchase.' || p_verb,
        p_topic => 'commerce:purchase:' || p_order.id,
        p_entity_id => p_order.id::text,
        p_payload => v_payload
    );
    if p_is_trouble then
        perform core.notify_user(
            u.user_id, 'commerce.purchase.' || p_verb, v_payload,
            format('commerce.purchase.%s:%s', p_verb, p_order.id)
        )
        from (
            select p_order.created_by as user_id
            union
            select p.decided_by
            from commerce.reorder_proposals as p
            where p.purchase_order_id = p_order.id
        ) as u
        where u.user_id is not null
        order by u.user_id;
    end if;
end;
$$;

comment on function commerce._emit_purchase(
    commerce.purchase_orders, text, boolean
) is
$$Emit commerce.purchase.<verb>; for trouble, notify the users who ordered.

Emits: commerce.purchase.<verb> {v, id, status, vendor, vendor_reference, fault} on
commerce:purchase:<id>.
$$;
