-- commerce._order_amount: what a customer pays for the first pieces of a variant in an
-- order.
--
-- The share is rounded as a sum from the first piece on. So the amounts of parcels,
-- each the difference of two such sums, add up to the lines exactly. A bundle's line is
-- shared evenly among the pieces that it consisted of when the order was placed.

create or replace function commerce._order_amount(
    p_order_id bigint, p_variant_id bigint, p_pieces bigint
)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with pieces as (
        select
            n.line,
            n.total_minor,
            coalesce(b.variant_id::bigint, n.variant_id) as variant_id,
            n.quantity * coalesce(b.quantity::numeric, 1) as quantity,
            sum(n.quantity * coalesce(b.quantity::numeric, 1)) over (
                partition by n.line
            ) as all_quantity
        from commerce.orders as o
        cross join jsonb_to_recordset(o.state -> 'lines') as n (
            line integer, variant_id bigint, quantity integer, total_minor bigint,
            components jsonb
        )
        left join lateral jsonb_each_text(n.components) as b (variant_id, quantity)
            on true
        where o.id = p_order_id
    )

    select coalesce(
        round(
            sum(p.total_minor * p.quantity / p.all_quantity) * p_pieces
            / sum(p.quantity)
        ),
        0
    )::bigint
    from pieces as p
    where p.variant_id = p_variant_id
$$;

comment on function commerce._order_amount(bigint, bigint, bigint) is
    'Units: minor units of the order''s currency; 0 for a variant that is not in it.';
