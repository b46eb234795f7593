-- commerce.list_stock_movements: the ledger of a SKU, newest first.
--
-- Invoker: the policy opens the ledger to staff.

create or replace function commerce.list_stock_movements(
    p_sku text,
    p_location text default null,
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
    v_page core.page;
    v_variant_id bigint;
    v_location_id bigint;
    v_items jsonb;
begin
    perform core.require_role('admin', 'buyer', 'warehouse');
    v_page := core.read_page(
        'commerce.list_stock_movements', p_after, p_page_size, '{bigint}'
    );
    v_variant_id := commerce._find_variant(p_sku);
    if p_location is not null then
        v_location_id := commerce._find_location(p_location);
    end if;

    select jsonb_agg(
        jsonb_build_object(
            'id', m.id,
            'type', m.type,
            'quantity', m.quantity,
            'from_state', m.from_state,
            'from_location', f.code,
            'to_state', m.to_state,
            'to_location', t.code,
            'reason', m.reason,
            'reference', m.reference,
            'actor_id', m.actor_id,
            'effective_at', m.effective_at,
            'created_at', m.created_at
        )
        order by m.id desc
    )
    into v_items
    from (
        select s.*
        from commerce.stock_movements as s
        where
            s.variant_id = v_variant_id
            and s.id < coalesce(v_page.key[1]::bigint, 9223372036854775807)
            and (
                v_location_id is null
                or v_location_id in (s.from_location_id, s.to_location_id)
            )
        order by s.id desc
        limit v_page.size + 1
    ) as m
    left join commerce.locations as f on m.from_location_id = f.id
    left join commerce.locations as t on m.to_location_id = t.id;

    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function commerce.list_stock_movements(text, text, text, integer)
to authenticated, service_role;

comment on function commerce.list_stock_movements(text, text, text, integer) is
$$The movements of a SKU, newest first.

Needs app role admin, buyer or warehouse. type: receive, return_to_supplier, adjust,
reserve, release, ship, sell, return, damage, repair, scrap, send, arrive or lose. A
location is null where the pieces are at none: with a supplier, sold, or corrected away.
Returns: {items: [{id: bigint, type: text, quantity: integer, from_state: "supplier" |
"on_hand" | "reserved" | "damaged" | "in_transit" | "sold" | "adjustment",
from_location: text | null, to_state: "supplier" | "on_hand" | "reserved" | "damaged" |
"in_transit" | "sold" | "adjustment", to_location: text | null, reason: text | null,
reference: text | null, actor_id: uuid | null, effective_at: timestamptz, created_at:
timestamptz}], next: text | null}
Units: quantity in the unit of the variant; page_size from 1 to 500.
Errors: PT404 commerce.unknown_sku, commerce.unknown_location, PT422
core.invalid_cursor, core.invalid_page_size, commerce.bundle_has_no_stock, PT403
core.not_permitted.
Example: {"sku": "SHIRT-L", "location": "MAIN", "page_size": 2}
Budget: 200 ms.
$$;
