-- commerce._fold_stock: add a range of the ledger to sums and histories.
--
-- Each statement inserts in the order of its key. The caller has moved the reader.

create or replace function commerce._fold_stock(p_ids int8range)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into commerce.stock_sums as s (
        kind, starts_on, variant_id, location_id, change, received
    )
    select
        k.kind, k.starts_on, k.variant_id, k.location_id, sum(d.change), sum(d.received)
    from commerce._list_stock_changes(p_ids) as d
    cross join lateral (
        values
        ('day', d.day, d.variant_id, d.location_id),
        (
            'location_month', date_trunc('month', d.day::timestamp)::date, 0,
            d.location_id
        )
    ) as k (kind, starts_on, variant_id, location_id)
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4
    on conflict (kind, starts_on, variant_id, location_id) do update
    set
        change = s.change + excluded.change,
        received = s.received + excluded.received;

    with added as (
        select
            d.variant_id,
            date_trunc('month', d.day::timestamp)::date as month,
            sum(d.change) as quantity
        from commerce._list_stock_changes(p_ids) as d
        group by 1, 2
    ),

    known as (
        select
            h.variant_id,
            u.month,
            u.quantity - coalesce(lag(u.quantity) over w, 0) as quantity
        from commerce.stock_histories as h
        cross join
            unnest(h.months, h.quantities)
            as u (month, quantity)
        where
            h.variant_id in (select a.variant_id from added as a)
        window w as (partition by h.variant_id order by u.month)
    ),

    monthly as (
        select
            m.variant_id,
            m.month,
            sum(m.quantity) as quantity
        from (
            select a.variant_id, a.month, a.quantity
            from added as a
            union all
            select k.variant_id, k.month, k.quantity
            from known as k
        ) as m
        group by 1, 2
    ),

    totals as (
        select
            m.variant_id,
            m.month,
            (sum(m.quantity) over w)::bigint as quantity
        from monthly as m
        window w as (partition by m.variant_id order by m.month)
    )

    insert into commerce.stock_histories (
        variant_id, months, quantities
    )
    select
        t.variant_id,
        array_agg(t.month order by t.month),
        array_agg(t.quantity order by t.month)
    from totals as t
    group by t.variant_id
    order by t.variant_id
    on conflict (variant_id) do update
    set
        months = excluded.months,
        quantities = excluded.quantities
$$;

comment on function commerce._fold_stock(int8range) is
    'Add the movements with these ids to commerce.stock_sums and stock_histories.';
