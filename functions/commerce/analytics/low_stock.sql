-- commerce.low_stock: what a location has run low of.
--
-- Reads the levels themselves, so it is true for now. What expired reservations hold
-- counts as free. Definer: an analyst has no grant on levels.

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
    with expired as (
        select n.variant_id, sum(n.quantity) as quantity
        from commerce.reservations as r
        inner join commerce.reservation_lines as n on r.id = n.reservation_id
        where
            r.status = 'open'
            and r.expires_at <= core.now()
            and n.location_id = v_location_id
        group by n.variant_id
    ),

    levels as (
        select l.variant_id, sum(l.on_hand - l.reserved) as free
        from commerce.stock_levels as l
        where l.location_id = v_location_id
        group by l.variant_id
    ),

    rated as (
        select
            l.variant_id,
            (l.free + coalesce(x.quantity, 0))::bigint as free,
            m.minimum
        from levels as l
        inner join commerce._list_minimums(v_location_id) as m
            on l.variant_id = m.variant_id
        left join expired as x on l.variant_id = x.variant_id
    )

    select v.sku, p.title, r.free, r.minimum, r.minimum - r.free, core.now()
    from rated as r
    inner join commerce.variants as v on r.variant_id = v.id
    inner join commerce.products as p on v.product_id = p.id
    where r.free <= r.minimum and p.deleted_at is null
    order by r.minimum - r.free desc, r.minimum desc, v.sku
    limit 1000;
end;
$$;

grant execute on function commerce.low_stock(text) to authenticated, service_role;

comment on function commerce.low_stock(text) is
$$SKUs of which a location has no more free pieces than their minimum.

Free: on hand and not reserved. The minimum is the safety stock, or that of the reorder
rule if it is more. Rows {sku, title, free_quantity, minimum, missing, as_of}, the most
missing first; at most 1,000. Backorders make free_quantity negative.
as_of: now; the answer comes from the levels themselves.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Units: quantities in the units of the variants.
Errors: PT404 commerce.unknown_location, PT403 core.not_permitted.
Budget: 1000 ms.
$$;
