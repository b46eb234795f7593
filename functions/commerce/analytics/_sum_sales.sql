-- commerce._sum_sales: what each group sold in a period.

create or replace function commerce._sum_sales(
    p_since date, p_until date, p_by text, p_variant_ids bigint[] default null
)
    returns table (
        group_id bigint,
        currency text,
        quantity bigint,
        amount_minor bigint
    )
    language plpgsql
    stable
    security invoker
    rows 50000
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
begin
    if p_by = 'location' then
        return query select * from commerce._sum_location_sales(p_since, p_until);
    elsif p_by = 'sku' then
        return query
        select * from commerce._sum_variant_sales(p_since, p_until, p_variant_ids);
    else
        return query
        select
            case p_by
                when 'product' then v.product_id
                when 'category' then coalesce(p.category_id, 0)
                when 'brand' then coalesce(p.brand_id, 0)
            end,
            s.currency, sum(s.quantity)::bigint, sum(s.amount_minor)::bigint
        from commerce._sum_variant_sales(p_since, p_until, p_variant_ids) as s
        left join commerce.variants as v on s.variant_id = v.id
        left join commerce.products as p on v.product_id = p.id
        group by 1, 2;
    end if;
end;
$$;

comment on function commerce._sum_sales(date, date, text, bigint[]) is
$$Sales per group and currency from p_since to p_until, both included.

group_id: of a variant (sku), product, category, brand or location; 0: of none.
p_variant_ids: null: all variants.
$$;
