-- commerce._correction_postings: the movements that a stock take's corrections need.

create or replace function commerce._correction_postings(p_stock_take_id bigint)
    returns commerce.posting[]
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with lines as (
        select n.variant_id, t.location_id, n.correction
        from commerce.stock_take_lines as n
        inner join commerce.stock_takes as t on n.stock_take_id = t.id
        where t.id = p_stock_take_id
    )

    select array(
        select
            row(
                n.variant_id, n.correction, 'adjust', 'adjustment', null, null,
                'on_hand', n.location_id,
                commerce._emptiest_bucket(n.variant_id, n.location_id)
            )::commerce.posting
        from lines as n
        where n.correction > 0
        order by n.variant_id
    )
    || array(
        select
            row(
                s.variant_id, s.quantity, 'adjust', 'on_hand', s.location_id,
                s.bucket, 'adjustment', null, null
            )::commerce.posting
        from (
            select n.* from lines as n
            where n.correction < 0
            order by n.variant_id
        ) as n
        cross join lateral commerce._spread_over_buckets(
            n.variant_id, n.location_id, -n.correction
        ) as s
    )
$$;

comment on function commerce._correction_postings(bigint) is
    'One posting per line that differs, or per bucket that gives.';
