-- filters._read_price_range: the price range in some stores, read from the lines.
--
-- Definer: callers may know the ends of a range, but not the lines.

create or replace function filters._read_price_range(
    p_group_ids bigint[], p_category_ids bigint[], p_brand_ids bigint[]
)
    returns filters.span
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
    select row(min(t.price_minor), max(t.price_minor))::filters.span
    from filters.store_groups as p
    inner join filters.transactions as t on p.store_id = t.store_id
    where
        p.id = any(p_group_ids)
        and (p_category_ids is null or t.category_id = any(p_category_ids))
        and (p_brand_ids is null or t.brand_id = any(p_brand_ids))
$$;

grant execute on function filters._read_price_range(bigint[], bigint[], bigint[])
to authenticated, service_role;

comment on function filters._read_price_range(bigint[], bigint[], bigint[]) is
$$Price range of these stores, categories and brands; null ids mean any.

Units: minor (centavos).
$$;
