-- commerce._sum_variant_stock: what each variant had on hand before and after a period.
--
-- The running total of the month before, and the days since. A hundred thousand groups
-- need more memory than a session has for a hash by default.

create or replace function commerce._sum_variant_stock(
    p_since date, p_until date, p_variant_ids bigint[] default null
)
    returns table (variant_id bigint, opening bigint, closing bigint)
    language plpgsql
    stable
    security invoker
    rows 50000
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
#variable_conflict use_column
declare
    v_before constant date := p_until + 1;
    v_first constant date := date_trunc('month', p_since::timestamp)::date;
    v_last constant date := date_trunc('month', v_before::timestamp)::date;
begin
    return query
    with days as (
        select
            p.variant_id,
            sum(p.change) filter (where p.is_opening) as opening,
            sum(p.change) filter (where not p.is_opening) as closing
        from (
            select s.variant_id, s.change, true as is_opening
            from commerce.stock_sums as s
            where s.kind = 'day' and s.starts_on >= v_first and s.starts_on < p_since
            union all
            select s.variant_id, s.change, false
            from commerce.stock_sums as s
            where s.kind = 'day' and s.starts_on >= v_last and s.starts_on < v_before
            union all
            select l.variant_id, l.change, i.is_opening
            from commerce._list_stock_changes(commerce._unfolded_ids('stock_sums')) as l
            cross join (values (true), (false)) as i (is_opening)
            where l.day < case when i.is_opening then p_since else v_before end
        ) as p
        where p_variant_ids is null or p.variant_id = any(p_variant_ids)
        group by p.variant_id
    ),

    months as (
        select
            h.variant_id,
            h.quantities[width_bucket(v_first - 1, h.months)] as opening,
            h.quantities[width_bucket(v_last - 1, h.months)] as closing
        from commerce.stock_histories as h
        where
            h.months[1] < v_last
            and (p_variant_ids is null or h.variant_id = any(p_variant_ids))
    )

    select
        variant_id,
        (coalesce(m.opening, 0) + coalesce(d.opening, 0))::bigint,
        (coalesce(m.closing, 0) + coalesce(d.closing, 0))::bigint
    from months as m
    full join days as d using (variant_id);
end;
$$;

comment on function commerce._sum_variant_stock(date, date, bigint[]) is
$$Stock on hand per variant before p_since, and at the end of p_until.

p_variant_ids: null: all variants that had a change until then.
$$;
