-- commerce._order_shares: what a customer pays for each variant of an order.
--
-- A bundle's line is shared evenly among the pieces that it consisted of when the order
-- was placed. Each share is the difference of two rounded running sums over the
-- variants of its line, so the shares are whole and add up to the line exactly: rounded
-- alone, two halves of 999 would be 500 each.

create or replace function commerce._order_shares(p_order_id bigint)
    returns table (variant_id bigint, pieces numeric, amount_minor numeric)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with parts as (
        select
            n.line,
            n.total_minor,
            coalesce(b.variant_id::bigint, n.variant_id) as variant_id,
            n.quantity * coalesce(b.quantity::numeric, 1) as pieces
        from commerce.orders as o
        cross join jsonb_to_recordset(o.state -> 'lines') as n (
            line integer, variant_id bigint, quantity integer, total_minor bigint,
            components jsonb
        )
        left join lateral jsonb_each_text(n.components) as b (variant_id, quantity)
            on true
        where o.id = p_order_id
    ),

    sums as (
        select
            p.*,
            sum(p.pieces) over (partition by p.line order by p.variant_id) as so_far,
            sum(p.pieces) over (partition by p.line) as all_pieces
        from parts as p
    )

    select
        s.variant_id,
        sum(s.pieces),
        sum(
            round(s.total_minor * s.so_far / s.all_pieces)
            - round(s.total_minor * (s.so_far - s.pieces) / s.all_pieces)
        )
    from sums as s
    group by s.variant_id
$$;

comment on function commerce._order_shares(bigint) is
    'Units: minor units of the order''s currency; the rows add up to its total.';
