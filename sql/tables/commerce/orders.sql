-- commerce.orders: the current state of each order.
--
-- A projection: state is the fold of the order's events (commerce._apply_order_event),
-- written in the transaction of the event. Its row is the lock of the order. What
-- queries need of the state are generated columns, so they cannot disagree with it.

create table commerce.orders (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    reservation_id bigint not null unique
    references commerce.reservations (id) on delete restrict,
    placed_at timestamptz not null,
    payment_due_at timestamptz not null,
    state jsonb not null,
    version bigint not null generated always as ((state ->> 'version')::bigint) stored,
    status text not null generated always as (state ->> 'status') stored,
    currency text not null generated always as (state ->> 'currency') stored,
    total_minor bigint not null
    generated always as ((state ->> 'total_minor')::bigint) stored,
    paid_minor bigint not null
    generated always as ((state ->> 'paid_minor')::bigint) stored,
    refunded_minor bigint not null
    generated always as ((state ->> 'refunded_minor')::bigint) stored,

    constraint orders_version_check
        check (version > 0),
    constraint orders_status_check
        check (
            status in (
                'placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled',
                'returned', 'refunded'
            )
        ),
    constraint orders_currency_check
        check (currency ~ '^[A-Z]{3}$'),
    constraint orders_total_minor_check
        check (total_minor >= 0),
    constraint orders_paid_minor_check
        check (paid_minor in (0, total_minor)),
    constraint orders_refunded_minor_check
        check (refunded_minor between 0 and paid_minor),
    constraint orders_payment_due_at_check
        check (payment_due_at > placed_at)
);

-- Serves: list_orders of a customer.
create index orders_user_id_id_idx on commerce.orders (user_id, id);
-- Serves: list_orders by status.
create index orders_status_id_idx on commerce.orders (status, id);
-- Serves: the orders whose payment is overdue.
create index orders_payment_due_at_idx
    on commerce.orders (payment_due_at) where status = 'placed';

alter table commerce.orders enable row level security;

comment on table commerce.orders is
    'Orders as they are now; commerce.order_events says how they came to be.';
comment on column commerce.orders.reservation_id is
    'The reservation that holds the pieces which were not shipped yet.';
comment on column commerce.orders.payment_due_at is
    'An order that is still placed then is cancelled.';
comment on column commerce.orders.version is 'The number of its events.';
comment on column commerce.orders.total_minor is
    'What the customer pays, tax included. Units: currency in minor units.';
comment on column commerce.orders.paid_minor is
    'Units: currency in minor units.';
comment on column commerce.orders.refunded_minor is
    'Units: currency in minor units.';
