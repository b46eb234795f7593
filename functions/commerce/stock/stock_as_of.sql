-- commerce.stock_as_of: the stock of a SKU at a time, from the ledger.
--
-- Sums what was effective then, as it is known now: a later correction of that time
-- counts.

create or replace function commerce.stock_as_of(p_sku text, p_at timestamptz)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variant_id bigint;
    v_at timestamptz;
    v_locations jsonb;
begin
    perform core.require_role('admin', 'buyer', 'warehouse');
    v_variant_id := commerce._find_variant(p_sku);
    v_at := core.read_time('at', p_at);

    select jsonb_agg(
        jsonb_build_object(
            'location', o.code,
            'on_hand', s.on_hand,
            'reserved', s.reserved,
            'damaged', s.damaged,
            'in_transit', s.in_transit
        )
        order by o.position, o.code
    )
    into v_locations
    from (
        select
            e.location_id,
            coalesce(
                sum(e.change) filter (where e.state in ('on_hand', 'reserved')), 0
            ) as on_hand,
            coalesce(sum(e.change) filter (where e.state = 'reserved'), 0) as reserved,
            coalesce(sum(e.change) filter (where e.state = 'damaged'), 0) as damaged,
            coalesce(
                sum(e.change) filter (where e.state = 'in_transit'), 0
            ) as in_transit
        from commerce.ledger_entries as e
        where
            e.variant_id = v_variant_id
            and e.effective_at <= v_at
            and e.location_id is not null
        group by e.location_id
    ) as s
    inner join commerce.locations as o on s.location_id = o.id;

    return jsonb_build_object(
        'sku', upper(p_sku),
        'at', v_at,
        'locations', coalesce(v_locations, '[]')
    );
end;
$$;

grant execute on function commerce.stock_as_of(text, timestamptz) to authenticated,
service_role;

comment on function commerce.stock_as_of(text, timestamptz) is
$$The stock of a SKU at a time, by location.

Needs app role admin, buyer or warehouse. Movements count from their effective_at, also
those that were posted later. Locations without a movement until then are left out.
Returns: {sku: text, at: timestamptz, locations: [{location: text, on_hand: bigint,
reserved: bigint, damaged: bigint, in_transit: bigint}]}
Units: the unit of the variant.
Errors: PT404 commerce.unknown_sku, PT422 commerce.bundle_has_no_stock,
core.invalid_argument, PT403 core.not_permitted.
Example: {"sku": "SHIRT-S", "at": "2026-01-01T00:00:00Z"}
Budget: 200 ms.
$$;
