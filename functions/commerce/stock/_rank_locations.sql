-- commerce._rank_locations: the order in which each line takes from locations.

create or replace function commerce._rank_locations(
    p_lines commerce.stock_line[], p_strategy text
)
    returns table (variant_id bigint, location_id bigint, rank bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_offers constant commerce.offer[] := array(
        select o from commerce._list_offers(p_lines) as o
    );
    v_chosen bigint[];
begin
    if p_strategy = 'fewest_parcels' then
        v_chosen := commerce._fewest_locations(v_offers);
    end if;

    return query
    select
        o.variant_id,
        o.location_id,
        row_number() over (
            partition by o.variant_id
            order by
                (o.location_id = any(v_chosen)) is true desc,
                case p_strategy when 'given_order' then o.position end,
                o.sellable desc,
                o.position,
                o.location_id
        )
    from unnest(v_offers) as o
    where o.sellable > 0;
end;
$$;

comment on function commerce._rank_locations(commerce.stock_line[], text) is
$$For each variant its locations with sellable stock, rank 1 first.

p_strategy: given_order (locations.position), most_stock, fewest_parcels.
$$;
