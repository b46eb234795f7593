-- commerce.list_reorder_proposals: the proposals of a status, in the order they came.
--
-- Invoker: the policies show them to staff.

create or replace function commerce.list_reorder_proposals(
    p_status text default 'open',
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page := core.read_page(
        'commerce.list_reorder_proposals', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    perform core.require_role('admin', 'buyer', 'warehouse');
    if coalesce(p_status, '') not in ('open', 'approved', 'ordered', 'dismissed') then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'status is %L, not open, approved, ordered or dismissed.',
                core.excerpt(p_status)
            )
        );
    end if;

    select jsonb_agg(to_jsonb(n) order by n.id)
    into v_items
    from (
        select
            p.id, v.sku, l.code as location, d.code as vendor, p.quantity, p.pack_size,
            p.unit_cost_minor, p.quantity * p.unit_cost_minor as cost_minor, d.currency,
            p.reasons, p.status, p.purchase_order_id, p.created_at, p.updated_at,
            p.decided_by, p.decided_at, p.decided_reason
        from (
            select r.*
            from commerce.reorder_proposals as r
            where r.status = p_status and r.id > coalesce(v_page.key[1]::bigint, 0)
            order by r.id
            limit v_page.size + 1
        ) as p
        inner join commerce.variants as v on p.variant_id = v.id
        inner join commerce.locations as l on p.location_id = l.id
        inner join commerce.vendors as d on p.vendor_id = d.id
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function commerce.list_reorder_proposals(text, text, integer)
to authenticated;

comment on function commerce.list_reorder_proposals(text, text, integer) is
$$Proposals of a status, for staff: {items: [{id, sku, location, vendor, quantity,
pack_size, unit_cost_minor, cost_minor, currency, reasons, status, purchase_order_id,
created_at, updated_at, decided_by, decided_at, decided_reason}], next}.

reasons: what was counted: {method, on_hand, reserved, in_transit, purchased,
mean_daily, deviation_daily, lead_days, wait_days, reorder_point, target, pack_size}.
Units: page_size from 1 to 500; costs in minor units of currency.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size,
core.invalid_argument.
Budget: 200 ms.
$$;
