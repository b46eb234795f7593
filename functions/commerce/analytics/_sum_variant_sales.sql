-- commerce._sum_variant_sales: what each variant sold in a period.
--
-- Whole months are the difference of two running totals, so any period reads one row
-- per variant for them. A hundred thousand groups need more memory than a session has
-- for a hash by default.

create or replace function commerce._sum_variant_sales(
    p_since date, p_until date, p_variant_ids bigint[] default null
)
    returns table (
        variant_id bigint,
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
#variable_conflict use_column
declare
    v_before constant date := p_until + 1;
    v_part record;
begin
    v_part := commerce._split_period(p_since, v_before);
    return query
    with edges as (
        select
            p.variant_id,
            p.currency,
            sum(p.quantity)::bigint as quantity,
            sum(p.amount_minor)::bigint as amount_minor
        from (
            select s.variant_id, s.currency, s.quantity, s.amount_minor
            from commerce.sales_sums as s
            where
                (
                    s.kind = 'day'
                    and s.starts_on >= p_since
                    and s.starts_on < v_part.months_from
                )
                or (
                    s.kind = 'day'
                    and s.starts_on >= v_part.months_until
                    and s.starts_on < v_before
                )
            union all
            select l.variant_id, l.currency, l.quantity, l.amount_minor
            from commerce._list_sold(commerce._unfolded_ids('sales_sums')) as l
            where l.day >= p_since and l.day < v_before
        ) as p
        where p_variant_ids is null or p.variant_id = any(p_variant_ids)
        group by p.variant_id, p.currency
    ),

    months as (
        select
            h.variant_id,
            h.currency,
            h.quantities[w.until] - coalesce(h.quantities[w.since], 0) as quantity,
            h.amounts_minor[w.until] - coalesce(h.amounts_minor[w.since], 0)
                as amount_minor
        from commerce.sales_histories as h
        cross join lateral (
            select
                width_bucket(v_part.months_from - 1, h.months) as since,
                width_bucket(v_part.months_until - 1, h.months) as until
        ) as w
        where
            v_part.months_from < v_part.months_until
            and w.since < w.until
            and (p_variant_ids is null or h.variant_id = any(p_variant_ids))
    )

    select
        variant_id,
        currency,
        coalesce(m.quantity, 0) + coalesce(e.quantity, 0),
        coalesce(m.amount_minor, 0) + coalesce(e.amount_minor, 0)
    from months as m
    full join edges as e using (variant_id, currency);
end;
$$;

comment on function commerce._sum_variant_sales(date, date, bigint[]) is
$$Sales per variant and currency from p_since to p_until, both included.

p_variant_ids: null: all variants.
$$;
