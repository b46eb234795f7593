-- commerce._share_over_buckets: share a level's free stock and limits evenly among
-- buckets.
--
-- Locks the level's rows in the order of their key. A bucket keeps what it has reserved
-- (more than it has on hand, if there are backorders), and its row stays when it is not
-- used any more: reservations refer to it. The sums of the level do not change, so no
-- movement is written; limits change if they are given.

create or replace function commerce._share_over_buckets(
    p_variant_id bigint,
    p_location_id bigint,
    p_buckets integer,
    p_safety_stock integer default null,
    p_backorder_limit integer default null
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_on_hand bigint;
    v_reserved bigint;
    v_backorder bigint;
    v_safety bigint;
begin
    insert into commerce.stock_levels (variant_id, location_id, bucket)
    select p_variant_id, p_location_id, b
    from generate_series(0, p_buckets - 1) as b
    on conflict do nothing;
    perform
    from commerce.stock_levels as l
    where l.variant_id = p_variant_id and l.location_id = p_location_id
    order by l.bucket
    for no key update of l;

    select
        sum(l.on_hand),
        sum(l.reserved),
        coalesce(p_backorder_limit, sum(l.backorder_limit)),
        coalesce(p_safety_stock, sum(l.safety_stock))
    into v_on_hand, v_reserved, v_backorder, v_safety
    from commerce.stock_levels as l
    where l.variant_id = p_variant_id and l.location_id = p_location_id;
    if v_reserved > v_on_hand + v_backorder then
        perform core.raise_error(
            'commerce.insufficient_stock',
            format(
                '%s are reserved and %s on hand: the limit is at least %s.',
                v_reserved, v_on_hand, v_reserved - v_on_hand
            )
        );
    end if;

    -- What the reserved pieces of each bucket lack on hand is a backorder of that bucket.
    with needs as (
        select
            l.bucket,
            l.reserved,
            sum(l.reserved) over (order by l.bucket) - l.reserved as before
        from commerce.stock_levels as l
        where l.variant_id = p_variant_id and l.location_id = p_location_id
    ),

    covered as (
        select
            n.bucket,
            n.reserved,
            least(n.reserved, greatest(v_on_hand - n.before, 0)) as on_hand
        from needs as n
    ),

    rest as (
        select
            greatest(v_on_hand - sum(c.on_hand), 0)::bigint as on_hand,
            (v_backorder - sum(c.reserved - c.on_hand))::bigint as backorder
        from covered as c
    )

    update commerce.stock_levels as l
    set
        on_hand = c.on_hand + commerce._even_share(r.on_hand, p_buckets, l.bucket),
        backorder_limit = c.reserved - c.on_hand
            + commerce._even_share(r.backorder, p_buckets, l.bucket),
        safety_stock = commerce._even_share(v_safety, p_buckets, l.bucket)
    from covered as c
    cross join rest as r
    where
        l.variant_id = p_variant_id
        and l.location_id = p_location_id
        and l.bucket = c.bucket;
end;
$$;

comment on function commerce._share_over_buckets(
    bigint, bigint, integer, integer, integer
) is
$$Spread a level over p_buckets buckets; new limits if they are not null.

Errors: PT409 commerce.insufficient_stock if more is on backorder than the limit.
$$;
