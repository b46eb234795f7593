-- commerce._fold_sales: add a range of sales to sums and histories.
--
-- Each statement inserts in the order of its key. The caller has moved the reader.

create or replace function commerce._fold_sales(p_ids int8range)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into commerce.sales_sums as s (
        kind, starts_on, variant_id, location_id, currency, quantity, amount_minor
    )
    select
        k.kind, k.starts_on, k.variant_id, k.location_id, d.currency, sum(d.quantity),
        sum(d.amount_minor)
    from commerce._list_sold(p_ids) as d
    cross join lateral (
        values
        ('day', d.day, d.variant_id, d.location_id),
        (
            'location_month', date_trunc('month', d.day::timestamp)::date, 0,
            d.location_id
        ),
        ('total_day', d.day, 0, 0)
    ) as k (kind, starts_on, variant_id, location_id)
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5
    on conflict (kind, starts_on, variant_id, location_id, currency) do update
    set
        quantity = s.quantity + excluded.quantity,
        amount_minor = s.amount_minor + excluded.amount_minor;

    with added as (
        select
            d.variant_id,
            d.currency,
            date_trunc('month', d.day::timestamp)::date as month,
            sum(d.quantity) as quantity,
            sum(d.amount_minor) as amount_minor
        from commerce._list_sold(p_ids) as d
        group by 1, 2, 3
    ),

    known as (
        select
            h.variant_id,
            h.currency,
            u.month,
            u.quantity - coalesce(lag(u.quantity) over w, 0) as quantity,
            u.amount_minor - coalesce(lag(u.amount_minor) over w, 0) as amount_minor
        from commerce.sales_histories as h
        cross join
            unnest(h.months, h.quantities, h.amounts_minor)
            as u (month, quantity, amount_minor)
        where
            (h.variant_id, h.currency) in (
                select a.variant_id, a.currency from added as a
            )
        window w as (partition by h.variant_id, h.currency order by u.month)
    ),

    monthly as (
        select
            m.variant_id,
            m.currency,
            m.month,
            sum(m.quantity) as quantity,
            sum(m.amount_minor) as amount_minor
        from (
            select a.variant_id, a.currency, a.month, a.quantity, a.amount_minor
            from added as a
            union all
            select k.variant_id, k.currency, k.month, k.quantity, k.amount_minor
            from known as k
        ) as m
        group by 1, 2, 3
    ),

    totals as (
        select
            m.variant_id,
            m.currency,
            m.month,
            (sum(m.quantity) over w)::bigint as quantity,
            (sum(m.amount_minor) over w)::bigint as amount_minor
        from monthly as m
        window w as (partition by m.variant_id, m.currency order by m.month)
    )

    insert into commerce.sales_histories (
        variant_id, currency, months, quantities, amounts_minor
    )
    select
        t.variant_id,
        t.currency,
        array_agg(t.month order by t.month),
        array_agg(t.quantity order by t.month),
        array_agg(t.amount_minor order by t.month)
    from totals as t
    group by t.variant_id, t.currency
    order by t.variant_id, t.currency
    on conflict (variant_id, currency) do update
    set
        months = excluded.months,
        quantities = excluded.quantities,
        amounts_minor = excluded.amounts_minor
$$;

comment on function commerce._fold_sales(int8range) is
    'Add the sales with these ids to commerce.sales_sums and sales_histories.';
