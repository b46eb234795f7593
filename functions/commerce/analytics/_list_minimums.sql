-- commerce._list_minimums: the stock below which a location runs low, per variant.

create or replace function commerce._list_minimums(p_location_id bigint)
    returns table (variant_id bigint, minimum bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select l.variant_id, sum(l.safety_stock)
    from commerce.stock_levels as l
    where l.location_id = p_location_id
    group by l.variant_id
$$;

comment on function commerce._list_minimums(bigint) is
    'Per variant with a level at the location: its safety stock. Units: variants.unit.';
