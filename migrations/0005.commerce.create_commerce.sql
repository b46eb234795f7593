-- depends: 0002.master.create_master
-- Create products, prices, stock and reservations.

create schema if not exists commerce;
grant usage on schema commerce to authenticated, service_role, app_worker, app_reader;
comment on schema commerce is
    'Products, stock at many locations, reservations and orders. Not exposed.';

-- commerce.gtin: a Global Trade Item Number with its check digit.
--
-- GS1 General Specifications, 7.9: padded to 14 digits, the odd places count three times,
-- and the sum is a multiple of ten.

create domain commerce.gtin as text
constraint gtin_check
check (
    value ~ '^([0-9]{8}|[0-9]{12,14})$'
    and mod(
        3 * (
            substr(lpad(value, 14, '0'), 1, 1)::integer
            + substr(lpad(value, 14, '0'), 3, 1)::integer
            + substr(lpad(value, 14, '0'), 5, 1)::integer
            + substr(lpad(value, 14, '0'), 7, 1)::integer
            + substr(lpad(value, 14, '0'), 9, 1)::integer
            + substr(lpad(value, 14, '0'), 11, 1)::integer
            + substr(lpad(value, 14, '0'), 13, 1)::integer
        )
        + substr(lpad(value, 14, '0'), 2, 1)::integer
        + substr(lpad(value, 14, '0'), 4, 1)::integer
        + substr(lpad(value, 14, '0'), 6, 1)::integer
        + substr(lpad(value, 14, '0'), 8, 1)::integer
        + substr(lpad(value, 14, '0'), 10, 1)::integer
        + substr(lpad(value, 14, '0'), 12, 1)::integer
        + substr(lpad(value, 14, '0'), 14, 1)::integer,
        10
    ) = 0
);

comment on domain commerce.gtin is
    'GTIN-8, GTIN-12 (UPC), GTIN-13 (EAN) or GTIN-14, in digits.';

-- commerce.stock_line: a quantity of a variant that a caller asks for, maybe at a
-- location.

create type commerce.stock_line as (
    variant_id bigint,
    location_id bigint,
    quantity integer
);

comment on type commerce.stock_line is
    'A quantity of a variant; without a location, any location may give it.';

-- commerce.posting: a movement that commerce._post_movements is to write.
--
-- A state inside a location (on_hand, reserved, damaged, in_transit) has a location and a
-- bucket of its level; a state outside (supplier, sold, adjustment) has neither.

create type commerce.posting as (
    variant_id bigint,
    quantity integer,
    type text,
    from_state text,
    from_location_id bigint,
    from_bucket smallint,
    to_state text,
    to_location_id bigint,
    to_bucket smallint
);

comment on type commerce.posting is
    'A movement of stock between two states, before it is in the ledger.';

-- commerce.allocation: what one level gives to a reservation.

create type commerce.allocation as (
    variant_id bigint,
    location_id bigint,
    bucket smallint,
    quantity integer
);

comment on type commerce.allocation is
    'A quantity that is taken from one level.';

-- commerce.offer: what a location can give to a line, and how much the line wants.

create type commerce.offer as (
    variant_id bigint,
    location_id bigint,
    position integer,
    wanted integer,
    sellable bigint
);

comment on type commerce.offer is
    'Sellable stock of a variant at a location, beside the quantity that is wanted.';

-- commerce.locations: the places that hold stock: stores and warehouses.

create table commerce.locations (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    kind text not null default 'warehouse',
    city_id bigint references master.cities (id) on delete restrict,
    position integer not null default 100,
    is_active boolean not null default true,
    has_full_range boolean not null default true,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint locations_code_check
        check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint locations_name_check
        check (name <> '' and length(name) <= 200),
    constraint locations_kind_check
        check (kind in ('store', 'warehouse'))
);

-- Covers the foreign key of the city.
create index locations_city_id_idx on commerce.locations (city_id);

alter table commerce.locations enable row level security;

comment on table commerce.locations is
    'Stores and warehouses. One that was used is made inactive, not deleted.';
comment on column commerce.locations.code is
    'The key that callers use; upper case.';
comment on column commerce.locations.position is
    'The order in which reservations take stock from locations.';
comment on column commerce.locations.has_full_range is
    'Each variant gets a stock level here when it is made; else when it first arrives.';

-- commerce.location_staff: which users work at which locations.

create table commerce.location_staff (
    location_id bigint not null references commerce.locations (id) on delete cascade,
    user_id uuid not null,

    primary key (location_id, user_id)
);

-- Serves: the locations of a user.
create index location_staff_user_id_idx on commerce.location_staff (user_id);

alter table commerce.location_staff enable row level security;

comment on table commerce.location_staff is
    'Users with app role warehouse see and pack the parcels of these locations.';

-- commerce.products: what is sold; its variants have the SKUs.
--
-- A product is a draft, published or archived. A deleted one keeps its row, so orders
-- and movements stay readable, and it can be restored.

create table commerce.products (
    id bigint generated always as identity primary key,
    title text not null,
    description text not null default '',
    category_id bigint references master.categories (id) on delete restrict,
    brand_id bigint references master.brands (id) on delete restrict,
    attributes jsonb not null default '{}',
    status text not null default 'draft',
    available_from timestamptz,
    available_until timestamptz,
    published_at timestamptz,
    deleted_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    search_text tsvector generated always as (
        setweight(to_tsvector('simple', title), 'A')
        || setweight(to_tsvector('simple', description), 'B')
    ) stored,

    constraint products_title_check
        check (title <> '' and length(title) <= 200),
    constraint products_description_check
        check (length(description) <= 10000),
    constraint products_attributes_check
        check (
            jsonb_typeof(attributes) = 'object' and pg_column_size(attributes) <= 16000
        ),
    constraint products_status_check
        check (status in ('draft', 'published', 'archived')),
    constraint products_available_check
        check (available_from < available_until),
    constraint products_published_check
        check (
            status <> 'published'
            or (category_id is not null and published_at is not null and deleted_at is null)
        )
);

-- Serves: list_products of one category; covers the foreign key.
create index products_category_id_idx on commerce.products (category_id, id);
-- Covers the foreign key of the brand.
create index products_brand_id_idx on commerce.products (brand_id);
-- Serves: list_products by status.
create index products_status_id_idx on commerce.products (status, id);
-- Serves: list_products with a search.
create index products_search_text_idx on commerce.products using gin (search_text);

alter table commerce.products enable row level security;

comment on table commerce.products is
    'Products: draft, published or archived; deleted ones keep their row.';
comment on column commerce.products.attributes is
    'Free facts of the product, {"<name>": value}; at most 16,000 bytes.';
comment on column commerce.products.version is
    'Raised by each change; a writer names the version that it has seen.';

-- commerce.variants: the sellable forms of a product, one SKU each.

create table commerce.variants (
    id bigint generated always as identity primary key,
    product_id bigint not null references commerce.products (id) on delete restrict,
    sku text not null unique,
    options jsonb not null default '{}',
    barcode commerce.gtin unique,
    unit text not null default 'piece',
    weight_grams integer,
    length_mm integer,
    width_mm integer,
    height_mm integer,
    is_bundle boolean not null default false,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint variants_sku_check
        check (sku ~ '^[A-Z0-9][A-Z0-9._/-]{0,63}$'),
    constraint variants_options_check
        check (jsonb_typeof(options) = 'object' and pg_column_size(options) <= 4000),
    constraint variants_unit_check
        check (unit in ('piece', 'gram', 'millilitre', 'millimetre')),
    constraint variants_weight_grams_check
        check (weight_grams > 0),
    constraint variants_size_check
        check (length_mm > 0 and width_mm > 0 and height_mm > 0)
);

-- The variants of a product, no two with the same options.
create unique index variants_product_id_options_idx
    on commerce.variants (product_id, options);

alter table commerce.variants enable row level security;

comment on table commerce.variants is
    'The sellable forms of a product. The SKU is the key that callers use.';
comment on column commerce.variants.sku is
    'Stock keeping unit; upper case, unique among all products.';
comment on column commerce.variants.options is
    'What tells it from the other variants: {"size": "L", "colour": "red"}.';
comment on column commerce.variants.barcode is
    'GTIN-8, -12, -13 or -14 with its check digit.';
comment on column commerce.variants.unit is
    'Units: what one of its quantities in stock and orders is.';
comment on column commerce.variants.is_bundle is
    'Sold as the sum of its components; it has no stock of its own.';

-- commerce.bundle_components: the variants that a bundle consists of.
--
-- commerce.tg_bundle_components__refuse_nesting keeps bundles out of bundles.

create table commerce.bundle_components (
    bundle_id bigint not null references commerce.variants (id) on delete cascade,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    quantity integer not null,

    primary key (bundle_id, variant_id),
    constraint bundle_components_quantity_check
        check (quantity between 1 and 1000),
    constraint bundle_components_variant_id_check
        check (variant_id <> bundle_id)
);

-- The bundles of a component; covers the foreign key.
create index bundle_components_variant_id_idx
    on commerce.bundle_components (variant_id);

alter table commerce.bundle_components enable row level security;

comment on table commerce.bundle_components is
    'What one bundle takes from stock; a reservation of it reserves the components.';

-- commerce.price_lists: named lists of prices, one currency each.

create table commerce.price_lists (
    id bigint generated always as identity primary key,
    code text not null unique,
    currency text not null,
    is_default boolean not null default false,
    has_tax_included boolean not null default true,

    constraint price_lists_code_check
        check (code ~ '^[a-z][a-z0-9_-]{0,39}$'),
    constraint price_lists_currency_check
        check (currency ~ '^[A-Z]{3}$')
);

-- At most one list is the default.
create unique index price_lists_is_default_idx
    on commerce.price_lists (is_default) where is_default;

alter table commerce.price_lists enable row level security;

comment on table commerce.price_lists is
    'Price lists. The default one prices an order that names no list.';
comment on column commerce.price_lists.currency is 'ISO 4217.';
comment on column commerce.price_lists.has_tax_included is
    'Its prices include the tax.';

-- commerce.prices: what a variant costs on a list, and when.
--
-- Periods of one variant on one list cannot overlap. The constraint compares the two ids
-- as ranges of one number: btree_gist, which compares them as numbers, is an extension
-- that an installation may lack.

create table commerce.prices (
    id bigint generated always as identity primary key,
    price_list_id bigint not null
    references commerce.price_lists (id) on delete restrict,
    variant_id bigint not null references commerce.variants (id) on delete cascade,
    valid tstzrange not null default tstzrange(null, null),
    amount_minor bigint not null,
    sale_amount_minor bigint,

    constraint prices_amount_minor_check
        check (amount_minor between 0 and 1000000000000),
    constraint prices_sale_amount_minor_check
        check (sale_amount_minor >= 0 and sale_amount_minor < amount_minor),
    constraint prices_valid_check
        check (not isempty(valid)),
    constraint prices_periods_excl
        exclude using gist (
            int8range(variant_id, variant_id, '[]') with &&,
            int8range(price_list_id, price_list_id, '[]') with &&,
            valid with &&
        )
);

-- Serves: the price of a variant; covers its foreign key.
create index prices_variant_id_price_list_id_idx
    on commerce.prices (variant_id, price_list_id);
-- Covers the foreign key of the list.
create index prices_price_list_id_idx on commerce.prices (price_list_id);

alter table commerce.prices enable row level security;

comment on table commerce.prices is
    'Prices of variants per list and period; two periods never overlap.';
comment on column commerce.prices.amount_minor is
    'Units: the list''s currency in minor units, per unit of the variant.';
comment on column commerce.prices.sale_amount_minor is
    'A lower price that replaces it; null: none. Units: minor units.';
comment on column commerce.prices.valid is
    'The period; without an end it lasts.';

-- commerce.stock_levels: how much of a variant a location holds now.
--
-- A level is the sum of its movements (commerce.stock_movements); only the functions that
-- write movements change it. The checks make overselling impossible, whatever a function
-- does. A variant with very many buyers can be split into buckets: each is a row of its
-- own, so writers do not wait for one row. Most levels have bucket 0 only.

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
    'Stock per variant, location and bucket; the sum of its movements. Units: variants.unit.';
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

-- commerce.stock_movements: the ledger of stock; each row moves pieces between states.
--
-- Double entry: what leaves one state arrives in another, so the sum over all states is
-- zero by construction. supplier, sold and adjustment are outside of the locations.
-- Append-only; a wrong movement is corrected by another one. A correction of the past is
-- posted now, with its effective time.
--
-- Types, their pairs of states and whether they need a reason are checks, and variant and
-- locations have no foreign key: with one, each of many concurrent movements would lock
-- the same parent row in share mode, and the list of its lockers grows with every one.
-- The levels have these foreign keys, and a movement changes a level first.

create table commerce.stock_movements (
    id bigint generated always as identity primary key,
    variant_id bigint not null,
    quantity integer not null,
    type text not null,
    from_state text not null,
    to_state text not null,
    from_location_id bigint,
    to_location_id bigint,
    reason text,
    reference text,
    actor_id uuid,
    effective_at timestamptz not null,
    created_at timestamptz not null,

    constraint stock_movements_quantity_check
        check (quantity > 0),
    constraint stock_movements_type_check
        check (
            case type
                when 'receive' then from_state = 'supplier' and to_state = 'on_hand'
                when 'return_to_supplier'
                    then from_state = 'on_hand' and to_state = 'supplier'
                when 'adjust'
                    then
                        (from_state = 'adjustment' and to_state = 'on_hand')
                        or (from_state = 'on_hand' and to_state = 'adjustment')
                when 'reserve' then from_state = 'on_hand' and to_state = 'reserved'
                when 'release' then from_state = 'reserved' and to_state = 'on_hand'
                when 'ship' then from_state = 'reserved' and to_state = 'sold'
                when 'sell' then from_state = 'on_hand' and to_state = 'sold'
                when 'return'
                    then from_state = 'sold' and to_state in ('on_hand', 'damaged')
                when 'damage' then from_state = 'on_hand' and to_state = 'damaged'
                when 'repair' then from_state = 'damaged' and to_state = 'on_hand'
                when 'scrap' then from_state = 'damaged' and to_state = 'adjustment'
                when 'send' then from_state = 'on_hand' and to_state = 'in_transit'
                when 'arrive' then from_state = 'in_transit' and to_state = 'on_hand'
                when 'lose' then from_state = 'in_transit' and to_state = 'adjustment'
                else false
            end
        ),
    constraint stock_movements_reason_check
        check (
            length(reason) <= 500
            and (
                reason is not null
                or type not in (
                    'return_to_supplier', 'adjust', 'damage', 'repair', 'scrap', 'lose'
                )
            )
        ),
    constraint stock_movements_from_location_check
        check (
            (from_location_id is null)
            = (from_state in ('supplier', 'sold', 'adjustment'))
        ),
    constraint stock_movements_to_location_check
        check (
            (to_location_id is null) = (to_state in ('supplier', 'sold', 'adjustment'))
        ),
    constraint stock_movements_reference_check
        check (length(reference) <= 200)
);

-- Serves: list_stock_movements, and the sums of stock_as_of.
create index stock_movements_variant_id_id_idx
    on commerce.stock_movements (variant_id, id);
-- Serves: summaries of a period.
create index stock_movements_effective_at_idx
    on commerce.stock_movements (effective_at);

alter table commerce.stock_movements enable row level security;

comment on table commerce.stock_movements is
    'The ledger of stock, append-only and double-entry.';
comment on column commerce.stock_movements.type is
    'What happened; each type has its states, and some need a reason.';
comment on column commerce.stock_movements.quantity is 'Units: variants.unit.';
comment on column commerce.stock_movements.reference is
    'What caused it: <kind>:<id>, such as order:12, or the text of the caller.';
comment on column commerce.stock_movements.effective_at is
    'When it happened; earlier than created_at if it was posted later.';

-- commerce.reservations: stock that is held for a caller until a time.
--
-- An open reservation that has expired no longer counts: the next reservation of one of
-- its variants releases it, and so does a sweeper.

create table commerce.reservations (
    id bigint generated always as identity primary key,
    user_id uuid,
    status text not null default 'open',
    expires_at timestamptz not null,
    created_at timestamptz not null,
    ended_at timestamptz,

    constraint reservations_status_check
        check (status in ('open', 'confirmed', 'released', 'expired', 'shipped')),
    constraint reservations_ended_at_check
        check ((ended_at is null) = (status in ('open', 'confirmed')))
);

-- Serves: the expired reservations that still hold stock.
create index reservations_expires_at_idx
    on commerce.reservations (expires_at) where status = 'open';
-- Serves: the reservations of a user.
create index reservations_user_id_idx on commerce.reservations (user_id, id);

alter table commerce.reservations enable row level security;

comment on table commerce.reservations is
    'Held stock: open until expires_at, confirmed by an order, then shipped or released.';

-- commerce.reservation_lines: from which levels a reservation holds how much.

create table commerce.reservation_lines (
    reservation_id bigint not null
    references commerce.reservations (id) on delete cascade,
    variant_id bigint not null,
    location_id bigint not null,
    bucket smallint not null,
    quantity integer not null,

    primary key (reservation_id, variant_id, location_id, bucket),
    foreign key (variant_id, location_id, bucket)
    references commerce.stock_levels (variant_id, location_id, bucket)
    on delete restrict,
    constraint reservation_lines_quantity_check
        check (quantity >= 0)
);

-- Serves: the reservations of a level; covers its foreign key.
create index reservation_lines_variant_id_location_id_bucket_idx
    on commerce.reservation_lines (variant_id, location_id, bucket);

alter table commerce.reservation_lines enable row level security;

comment on table commerce.reservation_lines is
    'What a reservation still holds; shipping and cancelling lower the quantity.';

-- commerce.transfers: stock on its way from one location to another.

create table commerce.transfers (
    id bigint generated always as identity primary key,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    from_location_id bigint not null
    references commerce.locations (id) on delete restrict,
    to_location_id bigint not null
    references commerce.locations (id) on delete restrict,
    quantity integer not null,
    received integer not null default 0,
    lost integer not null default 0,
    reference text,
    sent_by uuid,
    sent_at timestamptz not null,
    ended_at timestamptz,

    constraint transfers_locations_check
        check (from_location_id <> to_location_id),
    constraint transfers_quantity_check
        check (quantity > 0),
    constraint transfers_received_check
        check (received >= 0 and lost >= 0 and received + lost <= quantity),
    constraint transfers_ended_at_check
        check ((ended_at is not null) = (received + lost = quantity)),
    constraint transfers_reference_check
        check (length(reference) <= 200)
);

-- Serves: what is on its way to a location; covers its foreign key.
create index transfers_to_location_id_idx
    on commerce.transfers (to_location_id, id);
-- Covers the other foreign keys.
create index transfers_from_location_id_idx
    on commerce.transfers (from_location_id);
create index transfers_variant_id_idx on commerce.transfers (variant_id);

alter table commerce.transfers enable row level security;

comment on table commerce.transfers is
    'Transfers between locations; one ends when all of it was received or lost.';
comment on column commerce.transfers.received is
    'Units: variants.unit; a transfer may arrive in several parts.';

-- commerce.ledger_readers: how far the ledger of stock was read, by each reader.
--
-- Ids are assigned before their transactions commit, so a reader moves in two steps: it
-- notes the greatest id that it sees, and then the next transaction id; it reads up to
-- that id once every transaction below has ended. A movement's transaction has changed a
-- level before the movement gets its id, so it has a transaction id by then.

create table commerce.ledger_readers (
    name text primary key,
    read_id bigint not null default 0,
    noted_id bigint not null default 0,
    noted_xid bigint not null default 0,

    constraint ledger_readers_read_id_check
        check (read_id <= noted_id)
);

alter table commerce.ledger_readers enable row level security;

comment on table commerce.ledger_readers is
    'Positions of readers in commerce.stock_movements.';
comment on column commerce.ledger_readers.read_id is
    'Every movement up to this id was read, and no other one will appear among them.';
comment on column commerce.ledger_readers.noted_xid is
    'noted_id may be read when all transactions below this one have ended.';

-- commerce.stock_takes: counts of a location, whose corrections another user approves.

create table commerce.stock_takes (
    id bigint generated always as identity primary key,
    location_id bigint not null references commerce.locations (id) on delete restrict,
    status text not null default 'counting',
    opened_by uuid,
    opened_at timestamptz not null,
    submitted_by uuid,
    submitted_at timestamptz,
    decided_by uuid,
    decided_at timestamptz,
    reason text,

    constraint stock_takes_status_check
        check (status in ('counting', 'submitted', 'approved', 'rejected')),
    constraint stock_takes_submitted_at_check
        check ((submitted_at is null) = (status = 'counting')),
    constraint stock_takes_decided_at_check
        check ((decided_at is null) = (status in ('counting', 'submitted'))),
    constraint stock_takes_decided_by_check
        check (decided_by <> submitted_by),
    constraint stock_takes_reason_check
        check (length(reason) <= 500)
);

-- At most one count of a location is undecided.
create unique index stock_takes_location_id_idx
    on commerce.stock_takes (location_id) where status in ('counting', 'submitted');
-- Serves: list_stock_takes of a location; covers the foreign key.
create index stock_takes_location_id_id_idx on commerce.stock_takes (location_id, id);

alter table commerce.stock_takes enable row level security;

comment on table commerce.stock_takes is
    'Counts: counting, submitted, then approved by another user, or rejected.';
comment on column commerce.stock_takes.reason is
    'Why it was rejected.';

-- commerce.stock_take_lines: what was counted of each variant, beside what was expected.
--
-- `expected` is the stock on hand when the count was entered. Sales go on meanwhile, so
-- approving posts the difference of then, not the counted number.

create table commerce.stock_take_lines (
    stock_take_id bigint not null
    references commerce.stock_takes (id) on delete cascade,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    counted integer not null,
    expected integer not null,
    correction integer generated always as (counted - expected) stored,
    counted_by uuid,
    counted_at timestamptz not null,

    primary key (stock_take_id, variant_id),
    constraint stock_take_lines_counted_check
        check (counted between 0 and 1000000),
    constraint stock_take_lines_expected_check
        check (expected >= 0)
);

-- Covers the foreign key of the variant.
create index stock_take_lines_variant_id_idx on commerce.stock_take_lines (variant_id);

alter table commerce.stock_take_lines enable row level security;

comment on table commerce.stock_take_lines is
    'Counted variants of a stock take; a repeated count replaces the former one.';
comment on column commerce.stock_take_lines.expected is
    'Units: variants.unit; on hand when the count was entered.';
