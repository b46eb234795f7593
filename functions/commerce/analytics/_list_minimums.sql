-- commerce._list_minimums: the stock below which a location runs low, per variant.

create or replace function commerce._list_minimums(p_location_id bigint)
    returns table (variant_id bigint, minimum bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select l.variant_id, greatest(sum(l.safety_stock), max(r.minimum))
    from commerce.stock_levels as l
    left join commerce.reorder_rules as r
        on
            l.variant_id = r.variant_id
            and l.location_id = r.location_id
            and r.is_enabled
    where l.location_id = p_location_id
    group by l.variant_id
$$;

comment on function commerce._list_minimums(bigint) is
$$Per variant with a level at the location: its safety stock, or the minimum of its
reorder rule if that is more.

Units: variants.unit.
$$;
