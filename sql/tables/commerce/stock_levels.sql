-- commerce.stock_levels: how much of a variant a location holds now.
--
-- A level is the sum of its movements (commerce.stock_movements); only the functions
-- that write movements change it. The checks make overselling impossible, whatever a
-- function does. A variant with very many buyers can be split into buckets: each is a
-- row of its own, so writers do not wait for one row. Most levels have bucket 0 only.

create table commerce.stock_levels (
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    location_id bigint not null references commerce.locations (id) on delete restrict,
    bucket smallint not null default 0,
    on_hand integer not null default 0,
    reserved integer not null default 0,
    damaged integer not null default 0,
    in_transit integer not null default 0,
    safety_stock integer not null default 0,
    backorder_limit integer not null default 0,
    available integer generated always as (
        greatest(on_hand - reserved - safety_stock, 0)
    ) stored,

    primary key (variant_id, location_id, bucket),
    constraint stock_levels_bucket_check
        check (bucket between 0 and 63),
    constraint stock_levels_on_hand_check
        check (on_hand >= 0),
    constraint stock_levels_reserved_check
        check (reserved between 0 and on_hand + backorder_limit),
    constraint stock_levels_damaged_check
        check (damaged >= 0),
    constraint stock_levels_in_transit_check
        check (in_transit >= 0),
    constraint stock_levels_safety_stock_check
        check (safety_stock >= 0),
    constraint stock_levels_backorder_limit_check
        check (backorder_limit between 0 and 1000000)
)
with (fillfactor = 70);

-- Serves: the levels of a location; covers its foreign key.
create index stock_levels_location_id_idx
    on commerce.stock_levels (location_id, variant_id);

alter table commerce.stock_levels enable row level security;

comment on table commerce.stock_levels is
    'Stock per variant, location and bucket. Units: variants.unit.';
comment on column commerce.stock_levels.on_hand is
    'Sound pieces at the location, reserved ones included.';
comment on column commerce.stock_levels.reserved is
    'Pieces that belong to open reservations and unshipped orders.';
comment on column commerce.stock_levels.in_transit is
    'Pieces on their way to this location.';
comment on column commerce.stock_levels.safety_stock is
    'Pieces that are not offered for sale.';
comment on column commerce.stock_levels.backorder_limit is
    'How many more than on_hand may be reserved; 0: no backorders.';
comment on column commerce.stock_levels.available is
    'Pieces that can be sold now: on_hand - reserved - safety_stock, at least 0.';
