-- commerce._take_locked: reserve from levels that this transaction has locked.
--
-- Each line walks through its levels in the order of preference until it has enough.
-- The buckets of a level together keep its safety stock: one that sales have emptied
-- leaves its part to the others. No two lines may have a level in common: the caller
-- passes lines that name a location, or lines of different variants.

create or replace function commerce._take_locked(
    p_lines commerce.stock_line[], p_strategy text
)
    returns commerce.allocation[]
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with levels as (
        select
            l.variant_id,
            l.location_id,
            l.bucket,
            n.place,
            n.quantity as wanted,
            coalesce(r.rank, 1) as rank,
            l.on_hand + l.backorder_limit - l.reserved - l.safety_stock as sellable
        from unnest(p_lines) with ordinality as n (
            variant_id, location_id, quantity, place
        )
        inner join commerce.stock_levels as l
            on
                n.variant_id = l.variant_id
                and coalesce(n.location_id, l.location_id) = l.location_id
        left join commerce._rank_locations(
            array(select f from unnest(p_lines) as f where f.location_id is null),
            p_strategy
        ) as r
            on
                n.location_id is null
                and l.variant_id = r.variant_id
                and l.location_id = r.location_id
        where n.location_id is not null or r.rank is not null
    ),

    spare as (
        select
            o.*,
            sum(o.sellable) over level
            - coalesce(
                sum(greatest(o.sellable, 0)) over (
                    level order by o.bucket
                    rows between unbounded preceding and 1 preceding
                ),
                0
            ) as left_over
        from levels as o
        window level as (partition by o.place, o.variant_id, o.location_id)
    ),

    offers as (
        select
            s.variant_id, s.location_id, s.bucket, s.place, s.wanted, s.rank,
            least(s.sellable, s.left_over) as sellable
        from spare as s
    ),

    shares as (
        select
            o.*,
            coalesce(
                sum(o.sellable) over (
                    partition by o.place
                    order by o.rank, o.location_id, o.bucket
                    rows between unbounded preceding and 1 preceding
                ),
                0
            ) as before
        from offers as o
        where o.sellable > 0
    ),

    taken as (
        update commerce.stock_levels as l
        set reserved = l.reserved + least(s.sellable, s.wanted - s.before)
        from shares as s
        where
            s.before < s.wanted
            and l.variant_id = s.variant_id
            and l.location_id = s.location_id
            and l.bucket = s.bucket
        returning
            l.variant_id, l.location_id, l.bucket,
            least(s.sellable, s.wanted - s.before)::integer as quantity
    )

    select coalesce(
        array_agg(
            row(t.variant_id, t.location_id, t.bucket, t.quantity)::commerce.allocation
            order by t.variant_id, t.location_id, t.bucket
        ),
        '{}'
    )
    from taken as t
$$;

comment on function commerce._take_locked(commerce.stock_line[], text) is
    'What the levels gave, which is reserved now; less than asked for if short.';
