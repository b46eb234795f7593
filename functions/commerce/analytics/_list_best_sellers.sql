-- commerce._list_best_sellers: the variants that a report by SKU or product lists.
--
-- Where fewer than 1,000 groups have sold, others that had stock follow.

create or replace function commerce._list_best_sellers(
    p_since date, p_until date, p_by text
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    c_most constant integer := 1000;
    v_ids bigint[] := array(
        select s.group_id
        from commerce._sum_sales(p_since, p_until, p_by) as s
        group by s.group_id
        order by sum(s.quantity) desc, s.group_id
        limit c_most
    );
    v_recent bigint[];
begin
    if cardinality(v_ids) < c_most then
        v_recent := array(
            select distinct l.variant_id
            from commerce._list_stock_changes(commerce._unfolded_ids('stock_sums')) as l
            where l.day <= p_until
        );
        v_ids := v_ids || array(
            select distinct f.group_id
            from commerce.variants as v
            cross join lateral (
                select case when p_by = 'sku' then v.id else v.product_id end as group_id
            ) as f
            where
                f.group_id <> all(v_ids)
                and (
                    v.id = any(v_recent)
                    or exists (
                        select
                        from commerce.stock_histories as h
                        where h.variant_id = v.id and h.months[1] <= p_until
                    )
                )
            order by f.group_id
            limit c_most - cardinality(v_ids)
        );
    end if;
    if p_by = 'product' then
        v_ids := array(
            select v.id from commerce.variants as v
            where v.product_id = any(v_ids)
        );
    end if;
    return v_ids;
end;
$$;

comment on function commerce._list_best_sellers(date, date, text) is
    'The variants of up to 1,000 SKUs or products, the most sold ones.';
