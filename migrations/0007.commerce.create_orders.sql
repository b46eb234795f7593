-- depends: 0005.commerce.create_commerce
-- Create orders.

-- Anonymous callers ask commerce.can_read_order_topic; they may read no table.
grant usage on schema commerce to anon;

-- commerce.order_transitions: which command takes an order from which status to which.
--
-- commerce.order_events refers to it, so an event outside of this table cannot be
-- written, whatever a function does.

create table commerce.order_transitions (
    from_status text not null,
    command text not null,
    to_status text not null,
    event text not null,
    roles text[] not null,
    guard text not null,
    effect text not null,

    primary key (from_status, command, to_status),
    constraint order_transitions_from_status_check
        check (
            from_status in (
                'new', 'placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled',
                'returned', 'refunded'
            )
        ),
    constraint order_transitions_to_status_check
        check (
            to_status in (
                'placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled',
                'returned', 'refunded'
            )
        ),
    constraint order_transitions_command_check
        check (command ~ '^[a-z][a-z_]{0,39}$'),
    constraint order_transitions_event_check
        check (event ~ '^[a-z][a-z_]{0,39}$'),
    constraint order_transitions_roles_check
        check (roles <@ array['customer', 'admin', 'warehouse']),
    constraint order_transitions_guard_check
        check (guard ~ '^[a-z][a-z_]{0,39}$'),
    constraint order_transitions_effect_check
        check (effect <> '' and length(effect) <= 200)
);

alter table commerce.order_transitions enable row level security;

comment on table commerce.order_transitions is
    'The transitions of orders; seeded. A command that has no row here is refused.';
comment on column commerce.order_transitions.from_status is
    'The status before the command; new: the order does not exist yet.';
comment on column commerce.order_transitions.event is
    'The type of the event; on its topic it is commerce.order.<event>.';
comment on column commerce.order_transitions.roles is
    'Who may: customer is the owner of the order. Servers may always.';
comment on column commerce.order_transitions.guard is
    'The rule that a refusal names.';
comment on column commerce.order_transitions.effect is
    'What happens besides the change of status.';

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

-- commerce.order_events: what happened to each order, in order; the truth about it.
--
-- A table of its own: core.events is deleted after its retention. The foreign key to
-- commerce.order_transitions keeps each step on a listed path. Versions have no gap,
-- since a writer holds the lock of the order.

create table commerce.order_events (
    order_id bigint not null references commerce.orders (id) on delete restrict,
    version bigint not null,
    type text not null,
    command text not null,
    from_status text not null,
    to_status text not null,
    payload jsonb not null,
    actor_id uuid,
    at timestamptz not null,

    primary key (order_id, version),
    foreign key (from_status, command, to_status)
    references commerce.order_transitions (from_status, command, to_status)
    on delete restrict,
    constraint order_events_version_check
        check (version > 0 and (version = 1) = (from_status = 'new')),
    constraint order_events_type_check
        check (type ~ '^[a-z][a-z_]{0,39}$'),
    constraint order_events_payload_check
        check (jsonb_typeof(payload) = 'object' and payload ? 'v')
);

-- Covers the foreign key of the transition.
create index order_events_from_status_command_to_status_idx
    on commerce.order_events (from_status, command, to_status);

alter table commerce.order_events enable row level security;

comment on table commerce.order_events is
    'The event stream of each order; append-only. core.events has a copy for readers.';
comment on column commerce.order_events.version is
    'From 1, without a gap; expected_version of a command is the last one.';
comment on column commerce.order_events.payload is
    'v is the version of its format; the rest depends on the type.';
comment on column commerce.order_events.actor_id is
    'Who gave the command; null: a server.';

-- commerce.order_lines: what was ordered, and at which price and tax.
--
-- Frozen when the order is placed: later changes of products, prices and taxes do not
-- reach it. A bundle is one line; the parcels have its components.

create table commerce.order_lines (
    order_id bigint not null references commerce.orders (id) on delete restrict,
    line integer not null,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    sku text not null,
    title text not null,
    quantity integer not null,
    unit_price_minor bigint not null,
    discount_minor bigint not null,
    tax_rate numeric not null,
    has_tax_included boolean not null,
    tax_minor bigint not null,
    total_minor bigint not null,

    primary key (order_id, line),
    constraint order_lines_line_check
        check (line between 1 and 200),
    constraint order_lines_quantity_check
        check (quantity between 1 and 100000),
    constraint order_lines_unit_price_minor_check
        check (unit_price_minor >= 0),
    constraint order_lines_discount_minor_check
        check (discount_minor between 0 and unit_price_minor * quantity),
    constraint order_lines_tax_rate_check
        check (tax_rate between 0 and 100),
    constraint order_lines_tax_minor_check
        check (tax_minor >= 0),
    constraint order_lines_total_minor_check
        check (
            total_minor = unit_price_minor * quantity - discount_minor
            + case when has_tax_included then 0 else tax_minor end
        )
);

-- Serves: whether a variant was ordered; covers the foreign key.
create index order_lines_variant_id_idx on commerce.order_lines (variant_id);

alter table commerce.order_lines enable row level security;

comment on table commerce.order_lines is
    'The lines of orders, as they were when the order was placed; append-only.';
comment on column commerce.order_lines.quantity is 'Units: variants.unit.';
comment on column commerce.order_lines.unit_price_minor is
    'The list price. Units: currency in minor units, per unit of the variant.';
comment on column commerce.order_lines.discount_minor is
    'What a sale price takes off the line. Units: minor units.';
comment on column commerce.order_lines.tax_rate is 'Units: percent.';
comment on column commerce.order_lines.has_tax_included is
    'The unit price contains the tax; else it is added.';
comment on column commerce.order_lines.tax_minor is
    'Rounded as setting commerce.tax_rounding says. Units: minor units.';
comment on column commerce.order_lines.total_minor is
    'What the customer pays for the line. Units: minor units.';

-- commerce.order_snapshots: states of long streams, from which a fold can start.

create table commerce.order_snapshots (
    order_id bigint not null,
    version bigint not null,
    state jsonb not null,

    primary key (order_id, version),
    foreign key (order_id, version)
    references commerce.order_events (order_id, version) on delete restrict,
    constraint order_snapshots_state_check
        check ((state ->> 'version')::bigint = version)
);

alter table commerce.order_snapshots enable row level security;

comment on table commerce.order_snapshots is
    'The fold of an order up to a version; setting commerce.order_snapshot_events.';

-- commerce.parcels: the parcels of orders; each is of one location.
--
-- A projection of orders.state, as orders is: commerce._project_order writes both.

create table commerce.parcels (
    order_id bigint not null references commerce.orders (id) on delete restrict,
    parcel integer not null,
    user_id uuid not null,
    location_id bigint not null
    references commerce.locations (id) on delete restrict,
    status text not null,
    tracking text,
    ship_to jsonb not null,
    packed_at timestamptz,
    shipped_at timestamptz,
    delivered_at timestamptz,

    primary key (order_id, parcel),
    constraint parcels_parcel_check
        check (parcel > 0),
    constraint parcels_status_check
        check (
            status in (
                'waiting', 'open', 'packed', 'shipped', 'delivered', 'cancelled'
            )
        ),
    constraint parcels_tracking_check
        check (length(tracking) <= 200),
    constraint parcels_times_check
        check (
            (status not in ('packed', 'shipped', 'delivered') or packed_at is not null)
            and (status in ('shipped', 'delivered')) = (shipped_at is not null)
            and (status = 'delivered') = (delivered_at is not null)
        )
);

-- Serves: list_parcels of a location; covers its foreign key.
create index parcels_location_id_order_id_parcel_idx
    on commerce.parcels (location_id, order_id, parcel);
-- Serves: list_parcels of a location by status.
create index parcels_location_id_status_order_id_parcel_idx
    on commerce.parcels (location_id, status, order_id, parcel);

alter table commerce.parcels enable row level security;

comment on table commerce.parcels is
    'Parcels of orders, one location each; a part of one can be packed by itself.';
comment on column commerce.parcels.status is
    'waiting: for the payment; open: to be packed; then packed, shipped, delivered.';
comment on column commerce.parcels.user_id is
    'The customer of the order.';

-- commerce.parcel_lines: the pieces in each parcel.

create table commerce.parcel_lines (
    order_id bigint not null,
    parcel integer not null,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    quantity integer not null,

    primary key (order_id, parcel, variant_id),
    foreign key (order_id, parcel)
    references commerce.parcels (order_id, parcel) on delete cascade,
    constraint parcel_lines_quantity_check
        check (quantity > 0)
);

-- Covers the foreign key of the variant.
create index parcel_lines_variant_id_idx on commerce.parcel_lines (variant_id);

alter table commerce.parcel_lines enable row level security;

comment on table commerce.parcel_lines is
    'The pieces in a parcel; those of a bundle are its components.';
comment on column commerce.parcel_lines.quantity is 'Units: variants.unit.';
