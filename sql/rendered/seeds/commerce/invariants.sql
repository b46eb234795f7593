-- Rendered from sql/seeds/commerce/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of commerce that only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'commerce.purchase_totals_are_sums',
    'commerce',
    $$
    select o.id, o.total_minor
    from commerce.purchase_orders as o
    where
        o.total_minor <> coalesce(
            (
                select sum(n.quantity * n.unit_cost_minor)
                from commerce.purchase_order_lines as n
                where n.purchase_order_id = o.id
            ),
            0
        )
    $$,
    'Set total_minor to the sum of the lines.'
),
(
    'commerce.receipts_are_moved',
    'commerce',
    $$
    select n.purchase_order_id, n.variant_id, n.received
    from commerce.purchase_order_lines as n
    inner join commerce.purchase_orders as o on n.purchase_order_id = o.id
    where
        n.received <> coalesce(
            (
                select sum(m.quantity)
                from commerce.stock_movements as m
                where
                    m.variant_id = n.variant_id
                    and m.type = 'receive'
                    and m.to_location_id = o.location_id
                    and m.reference = 'purchase:' || o.id
            ),
            0
        )
    $$,
    'Adjust the stock, or the line, to what came.'
),
(
    'commerce.open_purchases_are_incomplete',
    'commerce',
    $$
    select o.id, o.status
    from commerce.purchase_orders as o
    where
        o.closed_at is null
        and not exists (
            select
            from commerce.purchase_order_lines as n
            where n.purchase_order_id = o.id and n.received < n.quantity
        )
    $$,
    'Close the order by receive_purchase with is_last.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (
        invariants.module,
        invariants.query,
        invariants.repair
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.repair
    );
