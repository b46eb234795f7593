-- commerce._sale_postings: the movements of sales over the counter.
--
-- A level that is split gives from its fullest buckets. All sales of a level are a line
-- of pieces, in order of time, and so are its buckets: where the two overlap, a sale
-- takes from a bucket. What a level lacks, bucket 0 has to give, which refuses all. A
-- returned piece goes into the emptiest bucket. The caller has locked the levels.

create or replace function commerce._sale_postings(p_sales commerce.sales[])
    returns table (posting commerce.posting, sold_at timestamptz, reference text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with sold as (
        select
            s.*,
            sum(s.quantity) over w - s.quantity as begins,
            sum(s.quantity) over w as ends
        from unnest(p_sales) as s
        where s.quantity > 0
        window w as (
            partition by s.variant_id, s.location_id
            order by s.sold_at, s.id
        )
    ),

    buckets as (
        select
            l.variant_id, l.location_id, l.bucket,
            sum(f.quantity) over w - f.quantity as begins,
            sum(f.quantity) over w as ends
        from commerce.stock_levels as l
        cross join lateral (
            select greatest(l.on_hand - l.reserved, 0) as quantity
        ) as f
        where
            (l.variant_id, l.location_id) in (
                select s.variant_id, s.location_id from sold as s
            )
        window w as (
            partition by l.variant_id, l.location_id
            order by f.quantity desc, l.bucket
            rows between unbounded preceding and current row
        )
    ),

    stretches as (
        select b.variant_id, b.location_id, b.bucket, b.begins, b.ends
        from buckets as b
        where b.ends > b.begins
        union all
        select s.variant_id, s.location_id, 0, coalesce(max(b.ends), 0), max(s.ends)
        from sold as s
        left join buckets as b
            on s.variant_id = b.variant_id and s.location_id = b.location_id
        group by s.variant_id, s.location_id
    )

    select
        row(
            s.variant_id, least(s.ends, b.ends) - greatest(s.begins, b.begins), 'sell',
            'on_hand', s.location_id, b.bucket, 'sold', null, null
        )::commerce.posting,
        s.sold_at,
        s.reference
    from sold as s
    inner join stretches as b
        on
            s.variant_id = b.variant_id
            and s.location_id = b.location_id
            and s.begins < b.ends
            and s.ends > b.begins
    union all
    select
        row(
            s.variant_id, -s.quantity, 'return', 'sold', null, null, 'on_hand',
            s.location_id, commerce._emptiest_bucket(s.variant_id, s.location_id)
        )::commerce.posting,
        s.sold_at,
        s.reference
    from unnest(p_sales) as s
    where s.quantity < 0
$$;

comment on function commerce._sale_postings(commerce.sales[]) is
    'A movement for each sale and bucket that gives it, and for each return.';
