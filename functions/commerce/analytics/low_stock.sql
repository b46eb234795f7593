-- commerce.low_stock: what a location has run low of.
--
-- Reads the levels themselves, so it is true for now. Definer: an analyst has no grant
-- on levels.

create or replace function commerce.low_stock(p_location text)
    returns table (
        sku text,
        title text,
        free_quantity bigint,
        minimum bigint,
        missing bigint,
        as_of timestamptz
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_location_id bigint;
begin
    perform core.require_role('admin', 'analyst', 'buyer');
    v_location_id := commerce._find_location(p_location);

    return query
    select v.sku, p.title, r.free, r.minimum, r.minimum - r.free, core.now()
    from commerce._list_low_stock(v_location_id) as r
    inner join commerce.variants as v on r.variant_id = v.id
    inner join commerce.products as p on v.product_id = p.id
    where p.deleted_at is null
    order by r.minimum - r.free desc, r.minimum desc, v.sku
    limit 1000;
end;
$$;

grant execute on function commerce.low_stock(text) to authenticated, service_role;

comment on function commerce.low_stock(text) is
$$SKUs of which a location has fewer free pieces than their minimum.

Free: on hand and not reserved. The minimum is the safety stock, or that of the reorder
rule if it is more. The most missing come first; at most 1,000 rows. A SKU without a
minimum is low when backorders make free_quantity negative.
as_of: now; the answer comes from the levels themselves.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Returns: [{sku: text, title: text, free_quantity: bigint, minimum: bigint, missing:
bigint, as_of: timestamptz}]
Units: quantities in the units of the variants.
Errors: PT404 commerce.unknown_location, PT403 core.not_permitted.
Example: {"location": "MAIN"}
Budget: 200 ms.
$$;
