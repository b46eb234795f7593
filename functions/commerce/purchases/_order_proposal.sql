-- commerce._order_proposal: put a proposal on the draft order of vendor and location.
--
-- The caller has locked the proposal. It then locks the draft, or makes it: one that
-- the sender takes at the same time is no longer a draft afterwards, and another is
-- made.

create or replace function commerce._order_proposal(
    p_proposal commerce.reorder_proposals, p_quantity integer, p_decided_by uuid
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := core.now();
    v_vendor commerce.vendors;
    v_order_id bigint;
begin
    select v.*
    into v_vendor
    from commerce.vendors as v
    where v.id = p_proposal.vendor_id;

    insert into commerce.purchase_orders as o (
        vendor_id, location_id, currency, created_by, created_at
    )
    values (
        v_vendor.id, p_proposal.location_id, v_vendor.currency, p_decided_by, v_now
    )
    on conflict (vendor_id, location_id, currency) where status = 'draft' do update
    set total_minor = o.total_minor
    returning o.id into v_order_id;

    insert into commerce.purchase_order_lines as n (
        purchase_order_id, line, variant_id, quantity, most, unit_cost_minor
    )
    select
        v_order_id, coalesce(max(l.line), 0) + 1, p_proposal.variant_id, p_quantity,
        commerce._most_receivable(p_quantity), p_proposal.unit_cost_minor
    from commerce.purchase_order_lines as l
    where l.purchase_order_id = v_order_id
    on conflict (purchase_order_id, variant_id) do update
    set
        quantity = n.quantity + excluded.quantity,
        most = commerce._most_receivable(n.quantity + excluded.quantity),
        unit_cost_minor = excluded.unit_cost_minor;

    update commerce.purchase_orders as o
    set
        total_minor = (
            select sum(n.quantity * n.unit_cost_minor)
            from commerce.purchase_order_lines as n
            where n.purchase_order_id = o.id
        )
    where o.id = v_order_id;

    update commerce.reorder_proposals as p
    set
        status = 'approved',
        quantity = p_quantity,
        purchase_order_id = v_order_id,
        decided_by = p_decided_by,
        decided_at = v_now
    where p.id = p_proposal.id;

    if v_vendor.api_url is not null then
        perform core.enqueue(
            p_kind => 'commerce.send_purchase',
            p_payload => jsonb_build_object('v', 1, 'purchase_order_id', v_order_id),
            p_run_at => commerce._next_order_at(
                v_vendor.order_days, v_vendor.timezone,
                v_now + make_interval(
                    secs => (core.setting('commerce.purchase_delay_seconds'))::integer
                )
            ),
            p_dedupe_key => 'purchase:' || v_order_id
        );
    end if;
    return v_order_id;
end;
$$;

comment on function commerce._order_proposal(
    commerce.reorder_proposals, integer, uuid
) is
$$Approve a locked proposal for a quantity; returns the id of the purchase order.

The order is sent on the vendor's first order day after
commerce.purchase_delay_seconds, so that what is approved together is one order.
$$;
