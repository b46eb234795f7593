-- commerce._order_amount: what a customer pays for the first pieces of a variant in an
-- order.
--
-- The share is rounded as a sum from the first piece on. So the amounts of parcels,
-- each the difference of two such sums, add up to the lines exactly. A bundle's line is
-- shared evenly among the pieces that it consists of.

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
            coalesce(b.variant_id, n.variant_id) as variant_id,
            n.quantity * coalesce(b.quantity, 1)::numeric as quantity,
            sum(n.quantity * coalesce(b.quantity, 1)::numeric) over (
                partition by n.line
            ) as all_quantity
        from commerce.order_lines as n
        inner join commerce.variants as v on n.variant_id = v.id
        left join commerce.bundle_components as b on v.is_bundle and v.id = b.bundle_id
        where n.order_id = p_order_id
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
