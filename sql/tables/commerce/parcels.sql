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
