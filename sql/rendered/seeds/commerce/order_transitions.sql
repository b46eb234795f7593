-- Rendered from sql/seeds/commerce/order_transitions.sql.j2; edit that file, not this one.
-- Seeds of commerce.order_transitions: the life of an order.
--
-- After the payment, an order has the status of its parcel that is furthest behind.

insert into commerce.order_transitions (
    from_status, command, to_status, event, roles, guard, effect
)
values
(
    'new', 'place', 'placed', 'placed', '{customer}', 'stock_available',
    'Prices and taxes are frozen, stock is reserved.'
),
(
    'placed', 'pay', 'paid', 'paid', '{admin}', 'reservation_open',
    'The reservation is confirmed, the parcels can be packed.'
),
(
    'placed', 'cancel', 'cancelled', 'cancelled', '{customer, admin}',
    'nothing_shipped', 'The stock is released.'
),
(
    'placed', 'expire', 'cancelled', 'cancelled', '{}', 'payment_overdue',
    'The stock is released.'
),
(
    'paid', 'pack', 'paid', 'packed', '{admin, warehouse}', 'parcels_open',
    'Some parcels are packed.'
),
(
    'paid', 'pack', 'packed', 'packed', '{admin, warehouse}', 'parcels_open',
    'All parcels are packed.'
),
(
    'paid', 'ship', 'paid', 'shipped', '{admin, warehouse}', 'parcels_packed',
    'The pieces of the parcels are sold.'
),
(
    'packed', 'ship', 'packed', 'shipped', '{admin, warehouse}', 'parcels_packed',
    'The pieces of the parcels are sold.'
),
(
    'packed', 'ship', 'shipped', 'shipped', '{admin, warehouse}', 'parcels_packed',
    'The pieces of the last parcels are sold.'
),
(
    'paid', 'deliver', 'paid', 'delivered', '{admin, warehouse}', 'parcels_shipped',
    'Some parcels have arrived.'
),
(
    'packed', 'deliver', 'packed', 'delivered', '{admin, warehouse}', 'parcels_shipped',
    'Some parcels have arrived.'
),
(
    'shipped', 'deliver', 'shipped', 'delivered', '{admin, warehouse}',
    'parcels_shipped', 'Some parcels have arrived.'
),
(
    'shipped', 'deliver', 'delivered', 'delivered', '{admin, warehouse}',
    'parcels_shipped', 'All parcels have arrived.'
),
(
    'paid', 'cancel', 'cancelled', 'cancelled', '{customer, admin}',
    'nothing_shipped', 'The stock is released; the payment can be refunded.'
),
(
    'packed', 'cancel', 'cancelled', 'cancelled', '{admin}',
    'nothing_shipped', 'The stock is released; the payment can be refunded.'
),
(
    'paid', 'return', 'paid', 'returned', '{admin, warehouse}', 'pieces_shipped',
    'The pieces are on hand or damaged.'
),
(
    'packed', 'return', 'packed', 'returned', '{admin, warehouse}', 'pieces_shipped',
    'The pieces are on hand or damaged.'
),
(
    'shipped', 'return', 'shipped', 'returned', '{admin, warehouse}', 'pieces_shipped',
    'The pieces are on hand or damaged.'
),
(
    'shipped', 'return', 'returned', 'returned', '{admin, warehouse}',
    'pieces_shipped', 'All pieces are on hand or damaged.'
),
(
    'delivered', 'return', 'delivered', 'returned', '{admin, warehouse}',
    'pieces_shipped', 'The pieces are on hand or damaged.'
),
(
    'delivered', 'return', 'returned', 'returned', '{admin, warehouse}',
    'pieces_shipped', 'All pieces are on hand or damaged.'
),
(
    'refunded', 'return', 'refunded', 'returned', '{admin, warehouse}',
    'pieces_shipped', 'The pieces are on hand or damaged.'
),
(
    'cancelled', 'refund', 'cancelled', 'refunded', '{admin}', 'within_payment',
    'A part of the payment goes back.'
),
(
    'cancelled', 'refund', 'refunded', 'refunded', '{admin}', 'within_payment',
    'All of the payment has gone back.'
),
(
    'delivered', 'refund', 'delivered', 'refunded', '{admin}', 'within_payment',
    'A part of the payment goes back.'
),
(
    'delivered', 'refund', 'refunded', 'refunded', '{admin}', 'within_payment',
    'All of the payment has gone back.'
),
(
    'returned', 'refund', 'returned', 'refunded', '{admin}', 'within_payment',
    'A part of the payment goes back.'
),
(
    'returned', 'refund', 'refunded', 'refunded', '{admin}', 'within_payment',
    'All of the payment has gone back.'
)
on conflict (from_status, command, to_status) do update
set
    event = excluded.event,
    roles = excluded.roles,
    guard = excluded.guard,
    effect = excluded.effect
where
    (
        order_transitions.event,
        order_transitions.roles,
        order_transitions.guard,
        order_transitions.effect
    )
    is distinct from (
        excluded.event,
        excluded.roles,
        excluded.guard,
        excluded.effect
    );
