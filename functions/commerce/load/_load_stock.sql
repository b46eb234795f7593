-- commerce._load_stock: derive stock and sales of variants from lines of sales.
--
-- A store received at the start of the period what it sold in it, and the demand of two
-- more weeks. Then it sold. So each level is what the ledger says, and at least 1. The
-- planner has no statistics of arrays, so nested loops are off, as in
-- commerce._load_products.

create or replace function commerce._load_stock(
    p_lines regclass, p_variant_ids bigint[]
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
    set enable_nestloop = off
as $$
declare
    c_weeks constant integer := 13;
    c_cover_weeks constant integer := 2;
    v_since timestamptz;
    v_sales commerce.sales[];
    v_postings commerce.posting[];
    v_times timestamptz[];
    v_references text[];
begin
    execute format(
        'select max(l.sold_at::timestamptz) - make_interval(weeks => $1) from %s as l',
        p_lines
    )
    into v_since
    using c_weeks;

    execute format(
        $sql$
        select array_agg(
            row(
                null, d.sold_at, d.variant_id, d.location_id, d.quantity,
                d.amount_minor, d.currency, null, 'demo:' || d.day, null
            )::commerce.sales
        )
        from (
            select
                max(n.sold_at) as sold_at,
                v.id as variant_id,
                o.id as location_id,
                sum(n.quantity)::integer as quantity,
                round(sum(n.price) * 100)::bigint as amount_minor,
                p.currency,
                n.day
            from (
                select
                    l.store,
                    l.product,
                    l.price::numeric as price,
                    l.quantity::numeric as quantity,
                    l.sold_at::timestamptz as sold_at,
                    (l.sold_at::timestamptz at time zone $3)::date as day
                from %s as l
            ) as n
            inner join commerce.variants as v on n.product = v.sku
            inner join unnest($1) as i (id) on v.id = i.id
            inner join commerce.locations as o on o.code = 'STORE-' || n.store
            inner join commerce.price_lists as p on p.is_default
            where
                n.sold_at > $2
                and n.price > 0
                and n.quantity between 1 and 100
            group by v.id, o.id, p.currency, n.day
        ) as d
        $sql$,
        p_lines
    )
    into v_sales
    using
        p_variant_ids, v_since,
        coalesce(core.setting('commerce.time_zone') #>> '{}', 'UTC');

    perform from commerce._record_sales(v_sales);

    select
        array_agg(m.posting order by m.happened_at),
        array_agg(m.happened_at order by m.happened_at),
        array_agg(m.reference order by m.happened_at)
    into v_postings, v_times, v_references
    from (
        select
            row(
                s.variant_id,
                sum(s.quantity) + ceil(sum(s.quantity)::numeric * c_cover_weeks / c_weeks),
                'receive', 'supplier', null, null, 'on_hand', s.location_id, 0
            )::commerce.posting as posting,
            v_since as happened_at,
            'demo:opening' as reference
        from unnest(v_sales) as s
        group by s.variant_id, s.location_id
        union all
        select
            row(
                s.variant_id, s.quantity, 'sell', 'on_hand', s.location_id, 0, 'sold',
                null, null
            )::commerce.posting,
            s.sold_at,
            s.reference
        from unnest(v_sales) as s
    ) as m;
    perform commerce._post_movements(
        v_postings, p_effective_ats => v_times, p_references => v_references
    );
    return coalesce(cardinality(v_postings), 0);
end;
$$;

comment on function commerce._load_stock(regclass, bigint[]) is
$$Record the sales of the last 13 weeks of the lines, with the stock that they need.

Columns of the staging table: store, product, price, quantity, sold_at, all text. Of
these variants, each store sold per day what its lines of 1 to 100 pieces that cost
something add up to. It received that at the start, and the demand of two weeks more,
rounded up. Sales and movements refer to demo:<day> and demo:opening. Returns the number
of movements.
Units: price in major units for the whole line.
$$;
