-- commerce._record_order_sales: record the revenue of pieces that an order ships or
-- takes back.
--
-- The amount of a variant is rounded as a sum from its first piece on. So the amounts
-- of parcels, each the difference of two such sums, add up to it exactly. The caller
-- holds the lock of the order, so what was recorded before stays as it is.

create or replace function commerce._record_order_sales(
    p_order_id bigint, p_event text, p_pieces commerce.stock_line[]
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce._record_sales(
        array(
            select row(
                null, core.now(), p.variant_id, p.location_id, p.sign * p.quantity,
                p.sign * coalesce(
                    round(h.amount_minor * (p.before + p.quantity) / h.pieces)
                    - round(h.amount_minor * p.before / h.pieces),
                    0
                ),
                o.currency, o.id, format('order:%s:%s:%s', o.id, p_event, o.version + 1),
                null
            )::commerce.sales
            from (
                select
                    g.variant_id,
                    g.location_id,
                    g.quantity,
                    e.sign,
                    sum(g.quantity) over (
                        partition by g.variant_id order by g.location_id
                    ) - g.quantity + coalesce(
                        (
                            select sum(abs(s.quantity)) from commerce.sales as s
                            where
                                s.order_id = p_order_id
                                and s.variant_id = g.variant_id
                                and sign(s.quantity) = e.sign
                        ),
                        0
                    ) as before
                from (
                    select n.variant_id, n.location_id, sum(n.quantity) as quantity
                    from unnest(p_pieces) as n
                    group by n.variant_id, n.location_id
                ) as g
                cross join (
                    select case p_event when 'return' then -1 else 1 end as sign
                ) as e
            ) as p
            inner join commerce.orders as o on o.id = p_order_id
            left join commerce._order_shares(p_order_id) as h
                on p.variant_id = h.variant_id
        )
    )
$$;

comment on function commerce._record_order_sales(
    bigint, text, commerce.stock_line[]
) is
    'Record pieces per variant and location; p_event is ship or return.';
