-- commerce._spread_over_buckets: from which buckets of a level to take unreserved
-- pieces.
--
-- Locks the level's rows in the order of their key: what it answers stays true. If the
-- level has less than asked for, bucket 0 has to give the rest, which refuses the
-- whole.

create or replace function commerce._spread_over_buckets(
    p_variant_id bigint, p_location_id bigint, p_quantity integer
)
    returns setof commerce.allocation
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform
    from commerce.stock_levels as l
    where l.variant_id = p_variant_id and l.location_id = p_location_id
    order by l.bucket
    for no key update of l;

    return query
    with free as (
        select
            l.bucket,
            greatest(l.on_hand - l.reserved, 0) as quantity,
            coalesce(
                sum(greatest(l.on_hand - l.reserved, 0)) over (
                    order by l.on_hand - l.reserved desc, l.bucket
                    rows between unbounded preceding and 1 preceding
                ),
                0
            ) as before
        from commerce.stock_levels as l
        where l.variant_id = p_variant_id and l.location_id = p_location_id
    ),

    shares as (
        select f.bucket, least(f.quantity, p_quantity - f.before) as quantity
        from free as f
        where f.before < p_quantity and f.quantity > 0
        union all
        select 0, p_quantity - coalesce(sum(f.quantity), 0)
        from free as f
        having coalesce(sum(f.quantity), 0) < p_quantity
    )

    select
        p_variant_id, p_location_id, s.bucket::smallint, sum(s.quantity)::integer
    from shares as s
    group by s.bucket
    order by s.bucket;
end;
$$;

comment on function commerce._spread_over_buckets(bigint, bigint, integer) is
    'One allocation per bucket, p_quantity in sum; the rows are locked.';
