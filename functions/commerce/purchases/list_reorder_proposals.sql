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
$$Proposals of a status, for staff, in the order they came.

reasons: what was counted, and what followed: the proposal is up to target. decided_by
is null for one that was approved by itself.
Returns: {items: [{id: bigint, sku: text, location: text, vendor: text, quantity:
integer, pack_size: integer, unit_cost_minor: bigint, cost_minor: bigint, currency:
text, reasons: {method: "min_max" | "demand", on_hand: integer, reserved: integer,
in_transit: integer, purchased: integer, mean_daily: numeric, deviation_daily: numeric,
lead_days: integer, wait_days: integer, reorder_point: integer, target: integer,
pack_size: integer}, status: "open" | "approved" | "ordered" | "dismissed",
purchase_order_id: bigint | null, created_at: timestamptz, updated_at: timestamptz,
decided_by: uuid | null, decided_at: timestamptz | null, decided_reason: text | null}],
next: text | null}
Units: page_size from 1 to 500; costs in minor units of currency.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size,
core.invalid_argument.
Example: {"status": "open"}
Budget: 200 ms.
$$;
