-- commerce.set_stock_limits: set safety stock and backorder depth of a level.
--
-- Locks the level's rows in the order of their key. A split level shares both among its
-- buckets. Definer: no role has a grant to write stock.

create or replace function commerce.set_stock_limits(
    p_sku text,
    p_location text,
    p_safety_stock integer default 0,
    p_backorder_limit integer default 0
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variant_id bigint;
    v_location_id bigint;
begin
    perform core.require_role('admin', 'buyer');
    perform core.read_number('safety_stock', p_safety_stock, 0, 1000000);
    perform core.read_number('backorder_limit', p_backorder_limit, 0, 1000000);
    v_variant_id := commerce._find_variant(p_sku);
    v_location_id := commerce._find_location(p_location);

    perform commerce._share_over_buckets(
        v_variant_id, v_location_id,
        greatest((
            select count(*) from commerce.stock_levels as l
            where l.variant_id = v_variant_id and l.location_id = v_location_id
        ), 1)::integer,
        p_safety_stock, p_backorder_limit
    );
    perform commerce._uncache_stock(array[v_variant_id]);
    return commerce._show_stock(v_variant_id, v_location_id);
end;
$$;

grant execute on function commerce.set_stock_limits(text, text, integer, integer)
to authenticated, service_role;

comment on function commerce.set_stock_limits(text, text, integer, integer) is
$$Set how many pieces of a SKU a location keeps back, and how many it may oversell.

Needs app role buyer or admin.
Returns: adjust_stock
Units: the unit of the variant, from 0 to 1,000,000.
Errors: PT409 commerce.insufficient_stock if more is on backorder already, PT404
commerce.unknown_sku, commerce.unknown_location, PT422 commerce.bundle_has_no_stock,
core.invalid_argument, PT403 core.not_permitted.
Example: {"sku": "MUG", "location": "SHOP", "safety_stock": 1, "backorder_limit": 5}
Budget: 200 ms.
$$;
