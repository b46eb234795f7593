-- commerce.get_stock: the stock of a SKU, by location.
--
-- Definer: customers have no grant on stock, but may know what is available of products
-- that they see.

create or replace function commerce.get_stock(p_sku text)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_staff constant boolean := core.can_act_as('admin', 'buyer', 'warehouse');
    v_variant_id constant bigint := commerce._find_variant(p_sku);
    v_answer jsonb;
begin
    select jsonb_build_object(
        'sku', v.sku,
        'unit', v.unit,
        'available', coalesce(sum(s.available), 0),
        'locations', coalesce(
            jsonb_agg(
                case
                    when v_is_staff
                        then commerce._show_stock(s.variant_id, s.location_id) - 'sku'
                    else jsonb_build_object(
                        'location', o.code, 'available', s.available
                    )
                end
                order by o.position, o.code
            ) filter (where o.id is not null),
            '[]'
        )
    )
    || case
        when v_is_staff then jsonb_build_object(
            'on_hand', coalesce(sum(s.on_hand), 0),
            'reserved', coalesce(sum(s.reserved), 0),
            'in_transit', coalesce(sum(s.in_transit), 0)
        )
        else '{}'
    end
    into v_answer
    from commerce.variants as v
    left join commerce.current_stock as s on v.id = s.variant_id
    left join commerce.locations as o on s.location_id = o.id
    where v.id = v_variant_id
    group by v.sku, v.unit;
    return v_answer;
end;
$$;

grant execute on function commerce.get_stock(text) to authenticated, service_role;

comment on function commerce.get_stock(text) is
$$The stock of a SKU, in all and by location.

Staff (admin, buyer, warehouse) also gets on_hand, reserved and in_transit, and all
columns of each location; other users only the SKUs of published products.
Returns: {sku: text, unit: get_product.variants.unit, available: bigint, on_hand?:
bigint, reserved?: bigint, in_transit?: bigint, locations: [{location: text, available:
bigint, on_hand?: bigint, reserved?: bigint, damaged?: bigint, in_transit?: bigint,
safety_stock?: bigint, backorder_limit?: bigint}]}
Units: the unit of the variant.
Errors: PT404 commerce.unknown_sku, PT422 commerce.bundle_has_no_stock.
Example: {"sku": "SHIRT-S"}
Budget: 200 ms.
$$;
