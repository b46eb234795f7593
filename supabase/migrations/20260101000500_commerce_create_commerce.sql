-- Exported from migrations/0005.commerce.create_commerce.sql; edit that file.
-- depends: 0002.master.create_master
-- Create products, stock, orders, purchases and their reports.

create schema if not exists commerce;
grant usage on schema commerce
to anon, authenticated, service_role, app_worker, app_reader;
comment on schema commerce is
    'Products, stock at many locations, reservations and orders. Not exposed.';

-- commerce.allocation: what one level gives to a reservation.

create type commerce.allocation as (
    variant_id bigint,
    location_id bigint,
    bucket integer,
    quantity integer
);

comment on type commerce.allocation is
    'A quantity that is taken from one level.';

-- commerce.gtin: a Global Trade Item Number with its check digit.
--
-- GS1 General Specifications, 7.9: padded to 14 digits, the odd places count three
-- times, and the sum is a multiple of ten.

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

-- commerce.posting: a movement that commerce._post_movements is to write.
--
-- A state inside a location (on_hand, reserved, damaged, in_transit) has a location and
-- a bucket of its level; a state outside (supplier, sold, adjustment) has neither.

create type commerce.posting as (
    variant_id bigint,
    quantity integer,
    type text,
    from_state text,
    from_location_id bigint,
    from_bucket integer,
    to_state text,
    to_location_id bigint,
    to_bucket integer
);

comment on type commerce.posting is
    'A movement of stock between two states, before it is in the ledger.';

-- commerce.reorder_need: what a reorder rule finds that has to be bought.

create type commerce.reorder_need as (
    variant_id bigint,
    vendor_id bigint,
    pack_size integer,
    unit_cost_minor bigint,
    stock integer,
    reorder_point integer,
    quantity integer,
    reasons jsonb
);

comment on type commerce.reorder_need is
    'A rule, the stock that it counted, and the quantity to buy; 0: none.';

-- commerce.stock_line: a quantity of a variant that a caller asks for, maybe at a
-- location.

create type commerce.stock_line as (
    variant_id bigint,
    location_id bigint,
    quantity integer
);

comment on type commerce.stock_line is
    'A quantity of a variant; without a location, any location may give it.';

-- commerce.ledger_readers: how far the ledger of stock was read, by each reader.
--
-- Ids are assigned before their transactions commit, so a reader moves in two steps: it
-- notes the greatest id that it sees, and then the next transaction id; it reads up to
-- that id once every transaction below has ended. A movement's transaction has changed
-- a level before the movement gets its id, so it has a transaction id by then.

create table commerce.ledger_readers (
    name text primary key,
    read_id bigint not null default 0,
    noted_id bigint not null default 0,
    noted_xid bigint not null default 0,
    time_zone text,

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
comment on column commerce.ledger_readers.time_zone is
    'Where the days begin that it has summed; null: it sums none, or none yet.';

-- commerce.locations: the places that hold stock: stores and warehouses.

create table commerce.locations (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    kind text not null default 'warehouse',
    place_id bigint references master.places (id) on delete restrict,
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

-- Covers the foreign key of the place.
create index locations_place_id_idx on commerce.locations (place_id);

alter table commerce.locations enable row level security;

comment on table commerce.locations is
    'Stores and warehouses. One that was used is made inactive, not deleted.';
comment on column commerce.locations.code is
    'The key that callers use; upper case.';
comment on column commerce.locations.position is
    'The order in which reservations take stock from locations.';
comment on column commerce.locations.has_full_range is
    'Each variant gets a stock level here when it is made; else when it first arrives.';

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
    tax_class text not null default 'standard',
    attributes jsonb not null default '{}',
    status text not null default 'draft',
    starts_at timestamptz,
    ends_at timestamptz,
    published_at timestamptz,
    deleted_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    search_text tsvector generated always as (
        setweight(to_tsvector('simple', translate(title, '-./_', '    ')), 'A')
        || setweight(to_tsvector('simple', translate(description, '-./_', '    ')), 'B')
    ) stored,

    constraint products_title_check
        check (title <> '' and length(title) <= 200),
    constraint products_description_check
        check (length(description) <= 10000),
    constraint products_attributes_check
        check (
            jsonb_typeof(attributes) = 'object' and pg_column_size(attributes) <= 16000
        ),
    constraint products_tax_class_check
        check (tax_class ~ '^[a-z][a-z0-9_-]{0,39}$'),
    constraint products_status_check
        check (status in ('draft', 'published', 'archived')),
    constraint products_available_check
        check (starts_at < ends_at),
    constraint products_published_check
        check (
            status <> 'published'
            or (
                category_id is not null
                and published_at is not null
                and deleted_at is null
            )
        )
);

-- Serves: list_products of one category; covers the foreign key.
create index products_category_id_idx on commerce.products (category_id, id);
-- Serves: reports by brand; covers the foreign key.
create index products_brand_id_idx on commerce.products (brand_id, id);
-- Serves: list_products by status.
create index products_status_id_idx on commerce.products (status, id);
-- Serves: list_products with a search.
create index products_search_text_idx on commerce.products using gin (search_text);

alter table commerce.products enable row level security;

comment on table commerce.products is
    'Products: draft, published or archived; deleted ones keep their row.';
comment on column commerce.products.search_text is
    'Words of title and description; a hyphen, point, slash or underscore ends a word.';
comment on column commerce.products.tax_class is
    'Selects its rate in commerce.tax_rates when an order is placed.';
comment on column commerce.products.attributes is
    'Free facts of the product, {"<name>": value}; at most 16,000 bytes.';
comment on column commerce.products.version is
    'Raised by each change; a writer names the version that it has seen.';

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
-- Serves: what a user holds at present.
create index reservations_user_id_expires_at_idx
    on commerce.reservations (user_id, expires_at) where status = 'open';

alter table commerce.reservations enable row level security;

comment on table commerce.reservations is
    'Held stock: open until expires_at, confirmed by a payment or by staff, shipped or '
    'released.';

-- commerce.sales: what was sold for how much; revenue, apart from the ledger of stock.
--
-- Append-only. A returned piece is a row of its own, with a negative quantity. Variant,
-- location and order have no foreign key, for the reason that commerce.stock_movements
-- gives: a sale changes a level first, and the level has these keys.

create table commerce.sales (
    id bigint generated always as identity primary key,
    sold_at timestamptz not null,
    variant_id bigint not null,
    location_id bigint not null,
    quantity integer not null,
    amount_minor bigint not null,
    currency text not null,
    order_id bigint,
    reference text,
    created_at timestamptz not null,

    constraint sales_quantity_check
        check (quantity <> 0),
    constraint sales_amount_minor_check
        check (
            amount_minor = 0
            or (
                (amount_minor > 0) = (quantity > 0)
                and abs(amount_minor) <= 1000000000000000
            )
        ),
    constraint sales_currency_check
        check (currency ~ '^[A-Z]{3}$' and currency <> 'XXX'),
    constraint sales_reference_check
        check (length(reference) <= 200)
);

-- A call that is repeated records nothing twice.
create unique index sales_reference_variant_id_location_id_idx
    on commerce.sales (reference, variant_id, location_id)
    where reference is not null;
-- Serves: the sales of an order.
create index sales_order_id_idx on commerce.sales (order_id)
where order_id is not null;

alter table commerce.sales enable row level security;

comment on table commerce.sales is
    'Sales and returns with their amounts, append-only. Units: variants.unit.';
comment on column commerce.sales.sold_at is
    'When it happened; earlier than created_at if it was recorded later.';
comment on column commerce.sales.quantity is
    'Units: variants.unit; negative: returned.';
comment on column commerce.sales.amount_minor is
    'What was paid for the whole quantity. Units: minor units of the currency.';
comment on column commerce.sales.currency is
    'ISO 4217; XXX, "no currency", is refused.';
comment on column commerce.sales.order_id is
    'The order, whose ship and return movements these pieces are; null: no order.';
comment on column commerce.sales.reference is
    'What caused it: <kind>:<id>; unique per variant and location.';

-- commerce.sales_histories: what a variant has sold until the end of each month.
--
-- One row per variant and currency, so that a report of years reads one row per
-- variant, however long the period is: what was sold from one month to another is the
-- difference of two elements. The position is that of commerce.sales_sums.

create table commerce.sales_histories (
    variant_id bigint not null,
    currency text not null,
    months date[] not null,
    quantities bigint[] not null,
    amounts_minor bigint[] not null,

    primary key (variant_id, currency),
    constraint sales_histories_length_check
        check (
            cardinality(months) > 0
            and cardinality(quantities) = cardinality(months)
            and cardinality(amounts_minor) = cardinality(months)
        )
)
with (fillfactor = 80);

alter table commerce.sales_histories enable row level security;

comment on table commerce.sales_histories is
    'Running totals of sales minus returns, per variant and currency.';
comment on column commerce.sales_histories.months is
    'The first days of months with sales, in order.';
comment on column commerce.sales_histories.quantities is
    'Pieces sold until the end of each month. Units: variants.unit.';
comment on column commerce.sales_histories.amounts_minor is
    'What was paid until the end of each month. Units: minor units.';

-- commerce.sales_sums: the sales up to a position, summed per day, for reports.
--
-- commerce.run_report_folds adds what was recorded since; the position is that of the
-- reader sales_sums (commerce.ledger_readers). A report adds what comes after it. A sum
-- over all variants, or all locations, has a 0 there, so that no column of the key is
-- null. Long periods of a variant are read from commerce.sales_histories.

create table commerce.sales_sums (
    kind text not null,
    starts_on date not null,
    variant_id bigint not null,
    location_id bigint not null,
    currency text not null,
    quantity bigint not null,
    amount_minor bigint not null,

    primary key (kind, starts_on, variant_id, location_id, currency),
    constraint sales_sums_kind_check
        check (
            case kind
                when 'day' then variant_id > 0 and location_id > 0
                when 'location_month' then variant_id = 0 and location_id > 0
                when 'total_day' then variant_id = 0 and location_id = 0
                else false
            end
        )
)
with (fillfactor = 90);

alter table commerce.sales_sums enable row level security;

comment on table commerce.sales_sums is
    'Sales minus returns per period, currency, and variant or location.';
comment on column commerce.sales_sums.kind is
    'day: per variant and location; location_month: per location; total_day: of all.';
comment on column commerce.sales_sums.starts_on is
    'The first day of the period, in the time zone of the reader.';
comment on column commerce.sales_sums.quantity is
    'Pieces sold minus those returned. Units: variants.unit.';
comment on column commerce.sales_sums.amount_minor is
    'What was paid minus what was for returned pieces. Units: minor units.';

-- commerce.stock_histories: what a variant had on hand at the end of each month.
--
-- As commerce.sales_histories, of all locations together. The position is that of
-- commerce.stock_sums.

create table commerce.stock_histories (
    variant_id bigint primary key,
    months date[] not null,
    quantities bigint[] not null,

    constraint stock_histories_length_check
        check (
            cardinality(months) > 0 and cardinality(quantities) = cardinality(months)
        )
)
with (fillfactor = 80);

alter table commerce.stock_histories enable row level security;

comment on table commerce.stock_histories is
    'Running totals of the stock on hand, per variant.';
comment on column commerce.stock_histories.months is
    'The first days of months with changes, in order.';
comment on column commerce.stock_histories.quantities is
    'Stock on hand at the end of each month. Units: variants.unit.';

-- commerce.stock_movements: the ledger of stock; each row moves pieces between states.
--
-- Double entry: what leaves one state arrives in another, so the sum over all states is
-- zero by construction. supplier, sold and adjustment are outside of the locations.
-- Append-only; a wrong movement is corrected by another one. A correction of the past
-- is posted now, with its effective time.
--
-- Types, their pairs of states and whether they need a reason are checks; the pairs are
-- one constant, as each statement prepares the expression of a check anew. Variant
-- and locations have no foreign key: with one, each of many concurrent movements would
-- lock the same parent row in share mode, and the list of its lockers grows with every
-- one. The levels have these foreign keys, and a movement changes a level first.

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
            type || ' ' || from_state || ' ' || to_state
            = any('{
                receive supplier on_hand,
                return_to_supplier on_hand supplier,
                adjust adjustment on_hand,
                adjust on_hand adjustment,
                reserve on_hand reserved,
                release reserved on_hand,
                ship reserved sold,
                sell on_hand sold,
                return sold on_hand,
                return sold damaged,
                damage on_hand damaged,
                repair damaged on_hand,
                scrap damaged adjustment,
                send on_hand in_transit,
                arrive in_transit on_hand,
                lose in_transit adjustment
            }'::text[])
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
-- Serves: the demand that reorder rules take from sales.
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

-- commerce.stock_sums: the changes of stock up to a position, summed per day, for
-- reports.
--
-- As commerce.sales_sums; its reader is stock_sums. Reserved pieces are on hand, so
-- reservations change nothing.

create table commerce.stock_sums (
    kind text not null,
    starts_on date not null,
    variant_id bigint not null,
    location_id bigint not null,
    change bigint not null,
    received bigint not null,

    primary key (kind, starts_on, variant_id, location_id),
    constraint stock_sums_kind_check
        check (
            case kind
                when 'day' then variant_id > 0 and location_id > 0
                when 'location_month' then variant_id = 0 and location_id > 0
                else false
            end
        )
)
with (fillfactor = 90);

alter table commerce.stock_sums enable row level security;

comment on table commerce.stock_sums is
    'Net change of the stock on hand per period, and variant or location.';
comment on column commerce.stock_sums.kind is
    'day: per variant and location; location_month: per location.';
comment on column commerce.stock_sums.starts_on is
    'The first day of the period, in the time zone of the reader.';
comment on column commerce.stock_sums.change is
    'Pieces that came minus those that went. Units: variants.unit.';
comment on column commerce.stock_sums.received is
    'Pieces from outside of the location, also repaired ones. Units: variants.unit.';

-- commerce.sync_sources: the systems that products and stock are synchronised with.

create table commerce.sync_sources (
    name text primary key,
    is_connected boolean not null default false,
    connected_at timestamptz,

    constraint sync_sources_name_check
        check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint sync_sources_connected_check
        check (not is_connected or connected_at is not null)
);

alter table commerce.sync_sources enable row level security;

comment on table commerce.sync_sources is
    'Systems outside, such as a PMS, that this database is synchronised with.';
comment on column commerce.sync_sources.is_connected is
    'Local changes are recorded and emitted for it; the first run sets it.';

-- commerce.tax_rates: what tax the products of a class bear, where and when.
--
-- A rate with a country stands before the one without. Periods of one class and country
-- cannot overlap. The constraint compares a hash of both as a range of one number:
-- btree_gist, which compares texts, is an extension that an installation may lack.

create table commerce.tax_rates (
    id bigint generated always as identity primary key,
    tax_class text not null,
    country text,
    rate_percent numeric not null,
    valid tstzrange not null default tstzrange(null, null),

    constraint tax_rates_tax_class_check
        check (tax_class ~ '^[a-z][a-z0-9_-]{0,39}$'),
    constraint tax_rates_country_check
        check (country = upper(btrim(country)) and length(country) between 1 and 60),
    constraint tax_rates_rate_percent_check
        check (rate_percent between 0 and 100 and scale(rate_percent) <= 4),
    constraint tax_rates_valid_check
        check (not isempty(valid)),
    constraint tax_rates_periods_excl
        exclude using gist (
            int8range(
                hashtextextended(tax_class || ':' || coalesce(country, ''), 0),
                hashtextextended(tax_class || ':' || coalesce(country, ''), 0),
                '[]'
            ) with &&,
            valid with &&
        )
);

-- Serves: the rate of a line of an order.
create index tax_rates_tax_class_country_idx
    on commerce.tax_rates (tax_class, country);

alter table commerce.tax_rates enable row level security;

comment on table commerce.tax_rates is
    'Tax rates per tax class, country of delivery and period.';
comment on column commerce.tax_rates.tax_class is
    'As products.tax_class; standard is the class of a product that names none.';
comment on column commerce.tax_rates.country is
    'The country of the address, in upper case; null: every other country.';
comment on column commerce.tax_rates.rate_percent is 'Units: percent.';
comment on column commerce.tax_rates.valid is
    'The period; without an end it lasts.';

-- commerce.vendors: whom pieces are bought from, and how orders reach them.
--
-- A vendor with an API is sent its orders by a job. The secret that signs them is that
-- of a source of webhooks (core.webhook_sources), by which the vendor also acknowledges
-- later; it is never stored here.

create table commerce.vendors (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    currency text not null,
    lead_time_days integer not null default 7,
    order_days integer[] not null default '{1,2,3,4,5,6,7}',
    timezone text not null default 'UTC',
    approval_limit_minor bigint not null default 0,
    api_url text,
    webhook_source text references core.webhook_sources (name) on delete restrict,
    is_active boolean not null default true,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint vendors_code_check
        check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint vendors_name_check
        check (name <> '' and length(name) <= 200),
    constraint vendors_currency_check
        check (currency ~ '^[A-Z]{3}$'),
    constraint vendors_lead_time_days_check
        check (lead_time_days between 0 and 365),
    constraint vendors_order_days_check
        check (
            cardinality(order_days) between 1 and 7
            and order_days <@ array[1, 2, 3, 4, 5, 6, 7]::integer[]
        ),
    constraint vendors_timezone_check
        check (timezone <> '' and length(timezone) <= 60),
    constraint vendors_approval_limit_minor_check
        check (approval_limit_minor >= 0),
    constraint vendors_api_url_check
        check (api_url ~ '^https?://[^/?#@[:space:]]+([/?#][^[:space:]]*)?$')
);

-- Covers the foreign key of the source; one source is one vendor's.
create unique index vendors_webhook_source_idx on commerce.vendors (webhook_source);

alter table commerce.vendors enable row level security;

comment on table commerce.vendors is
    'Vendors. One that was used is made inactive, not deleted.';
comment on column commerce.vendors.code is
    'The key that callers use; upper case.';
comment on column commerce.vendors.lead_time_days is
    'Units: days from an order to its arrival, unless a rule states its own.';
comment on column commerce.vendors.order_days is
    'The weekdays on which orders are sent, 1 (Monday) to 7, where the vendor is.';
comment on column commerce.vendors.approval_limit_minor is
    'Units: minor units of currency; up to this cost a proposal is approved by itself.';
comment on column commerce.vendors.api_url is
    'Where orders are posted as JSON; null: a person orders.';
comment on column commerce.vendors.webhook_source is
    'The source whose secret signs orders, and which may acknowledge them later.';

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

-- commerce.purchase_orders: what is bought from a vendor for a location.
--
-- A draft collects approved proposals until the job sends it. From then on the lines
-- and the message are fixed, so that each attempt sends the same bytes under the same
-- key. A vendor that refuses an order has not taken it: the next attempt is another
-- order to them and gets a new key.

create table commerce.purchase_orders (
    id bigint generated always as identity primary key,
    vendor_id bigint not null references commerce.vendors (id) on delete restrict,
    location_id bigint not null references commerce.locations (id) on delete restrict,
    status text not null default 'draft',
    currency text not null,
    total_minor bigint not null default 0,
    idempotency_key uuid not null default gen_random_uuid() unique,
    message text,
    vendor_reference text,
    fault text,
    created_by uuid,
    created_at timestamptz not null,
    sent_at timestamptz,
    acknowledged_at timestamptz,
    closed_at timestamptz,
    closed_reason text,

    constraint purchase_orders_status_check
        check (
            status in (
                'draft', 'sent', 'acknowledged', 'failed', 'received', 'cancelled'
            )
        ),
    constraint purchase_orders_currency_check
        check (currency ~ '^[A-Z]{3}$'),
    constraint purchase_orders_total_minor_check
        check (total_minor >= 0),
    constraint purchase_orders_vendor_reference_check
        check (vendor_reference <> '' and length(vendor_reference) <= 200),
    constraint purchase_orders_fault_check
        check ((status = 'failed') = (fault is not null) and length(fault) <= 1000),
    constraint purchase_orders_sent_at_check
        check (sent_at is not null or status in ('draft', 'cancelled')),
    constraint purchase_orders_acknowledged_at_check
        check (status <> 'acknowledged' or acknowledged_at is not null),
    constraint purchase_orders_closed_at_check
        check ((status in ('received', 'cancelled')) = (closed_at is not null)),
    constraint purchase_orders_closed_reason_check
        check (closed_reason is null or closed_at is not null)
);

-- One draft per vendor, location and currency collects what is approved.
create unique index purchase_orders_draft_idx
    on commerce.purchase_orders (vendor_id, location_id, currency)
    where status = 'draft';
-- Serves: list_purchase_orders by status, newest first.
create index purchase_orders_status_id_idx on commerce.purchase_orders (status, id);
-- Serves: what is on order for a location; covers its foreign key.
create index purchase_orders_location_id_idx
    on commerce.purchase_orders (location_id, id);
-- Covers the foreign key of the vendor.
create index purchase_orders_vendor_id_idx on commerce.purchase_orders (vendor_id);

alter table commerce.purchase_orders enable row level security;

comment on table commerce.purchase_orders is
    'Purchase orders: draft, sent, acknowledged, failed, received or cancelled.';
comment on column commerce.purchase_orders.status is
    'failed: the vendor refused it, or no attempt to send it succeeded; see fault.';
comment on column commerce.purchase_orders.total_minor is
    'Units: minor units of currency; the sum of the lines.';
comment on column commerce.purchase_orders.idempotency_key is
    'Sent with each attempt, so that the vendor takes the order once.';
comment on column commerce.purchase_orders.message is
    'The JSON that is posted, the same in each attempt; null before the first.';
comment on column commerce.purchase_orders.vendor_reference is
    'The vendor''s own number, from the acknowledgement.';
comment on column commerce.purchase_orders.closed_reason is
    'Why it was cancelled, or closed before all of it came.';

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

-- commerce.sync_policies: which side stands when both changed a field.

create table commerce.sync_policies (
    source text not null references commerce.sync_sources (name) on delete cascade,
    entity text not null,
    field text not null,
    policy text not null,

    primary key (source, entity, field),
    constraint sync_policies_entity_check
        check (entity in ('product', 'inventory', 'order')),
    constraint sync_policies_field_check
        check (field ~ '^(\*|[a-z][a-z_]*)$'),
    constraint sync_policies_policy_check
        check (policy in ('pms_wins', 'we_win', 'newest', 'ask'))
);

alter table commerce.sync_policies enable row level security;

comment on table commerce.sync_policies is
    'The policy of each field; `*` is for the fields of the entity without a row.';
comment on column commerce.sync_policies.policy is
    'pms_wins, we_win, newest (later time), ask (a user resolves the conflict).';

-- commerce.sync_records: what each side last wrote, per field of a synchronised record.
--
-- A field keeps one state per side. Joining states takes the later one of each side, so
-- repeated, late and reordered changes lead to the same row; which side stands is
-- computed from the two (commerce._decide_field). local is the local row as it was last
-- seen: what differs from it was changed here since.

create table commerce.sync_records (
    id bigint generated always as identity primary key,
    source text not null references commerce.sync_sources (name) on delete restrict,
    entity text not null,
    external_id text not null,
    local_id bigint,
    version bigint not null default 0,
    fields jsonb not null default '{}',
    local jsonb not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint sync_records_entity_check
        check (entity in ('product', 'inventory', 'order')),
    constraint sync_records_external_id_check
        check (external_id ~ '^[!-~]{1,105}$'),
    constraint sync_records_fields_check
        check (jsonb_typeof(fields) = 'object'),
    constraint sync_records_local_check
        check (jsonb_typeof(local) = 'object')
);

-- The key of a record; digests and pages read it in the order of its bytes.
create unique index sync_records_source_entity_external_id_idx
    on commerce.sync_records (source, entity, external_id collate "C");
-- One record per variant and source; serves: the records of a changed variant.
create unique index sync_records_local_id_source_idx
    on commerce.sync_records (local_id, source) where entity = 'product';

alter table commerce.sync_records enable row level security;

comment on table commerce.sync_records is
    'One row per record that is synchronised with a source.';
comment on column commerce.sync_records.external_id is
    'Product: the key at the source; inventory: <SKU>@<location>; order: its number.';
comment on column commerce.sync_records.local_id is
    'Product: commerce.variants.id; null until it is linked.';
comment on column commerce.sync_records.version is
    'Raised by each local write; never lower than what the source says it has seen.';
comment on column commerce.sync_records.fields is
$${field: {pms: state, us: state}}, a state is {value, version, at, seen}.

seen is the version of the other side that its writer knew. is_contradicted: the source
sent two values under one version.
$$;

-- commerce.sync_runs: reconciliations with a source, one row each.

create table commerce.sync_runs (
    id bigint generated always as identity primary key,
    source text not null references commerce.sync_sources (name) on delete cascade,
    kind text not null,
    is_dry_run boolean not null default false,
    status text not null default 'running',
    counts jsonb not null default '{}',
    fault text,
    started_at timestamptz not null,
    finished_at timestamptz,

    constraint sync_runs_kind_check
        check (kind in ('full', 'incremental')),
    constraint sync_runs_status_check
        check (status in ('running', 'succeeded', 'failed', 'interrupted')),
    constraint sync_runs_finished_check
        check ((status = 'running') = (finished_at is null)),
    constraint sync_runs_counts_check
        check (jsonb_typeof(counts) = 'object')
);

-- Serves: sync_status, the last runs of a source; covers the foreign key.
create index sync_runs_source_id_idx on commerce.sync_runs (source, id);

alter table commerce.sync_runs enable row level security;

comment on table commerce.sync_runs is
    'Runs of the reconciliation. interrupted: its process ended before it did.';
comment on column commerce.sync_runs.counts is
    '{pages, pages_differing, records_fetched, applied, kept, conflicts, pushed, …}.';

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

-- Serves: list_products by the beginning of a SKU.
create index variants_sku_idx on commerce.variants (sku text_pattern_ops);

alter table commerce.variants enable row level security;

comment on table commerce.variants is
    'The sellable forms of a product. The SKU is the key that callers use.';
comment on column commerce.variants.sku is
    'Stock keeping unit; upper case, unique among all products.';
comment on column commerce.variants.options is
    'What distinguishes it from the other variants: {"size": "L", "colour": "red"}.';
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

-- commerce.media: the places of images at a product, in the order of its page.
--
-- The image itself is a version (commerce.media_versions): it can be replaced while its
-- place, its alternative text and its variant stay.

create table commerce.media (
    id bigint generated always as identity primary key,
    product_id bigint not null references commerce.products (id) on delete restrict,
    variant_id bigint references commerce.variants (id) on delete set null,
    position integer not null,
    alt_text text not null default '',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    unique (id, product_id),
    constraint media_position_check
        check (position between 0 and 1000000),
    constraint media_alt_text_check
        check (length(alt_text) <= 200)
);

-- Serves: list_media, the images of a product in order; covers the foreign key.
create index media_product_id_position_id_idx
    on commerce.media (product_id, position, id);
-- Covers the foreign key of the variant.
create index media_variant_id_idx on commerce.media (variant_id);

alter table commerce.media enable row level security;

comment on table commerce.media is
    'Images of products: place, alternative text, variant. The files are versions.';
comment on column commerce.media.variant_id is
    'The variant that it shows; null: the product as a whole.';
comment on column commerce.media.position is
    'The order on the page of the product; equal positions by id.';
comment on column commerce.media.version is
    'Raised by each change of this row; not the version of the image.';

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

-- commerce.prices: what a variant costs on a list, and when.
--
-- Periods of one variant on one list cannot overlap. The constraint compares the two
-- ids as ranges of one number: btree_gist, which compares them as numbers, is an
-- extension that an installation may lack.

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

-- commerce.purchase_order_lines: the variants of a purchase order, and what has come.

create table commerce.purchase_order_lines (
    purchase_order_id bigint not null
    references commerce.purchase_orders (id) on delete cascade,
    line integer not null,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    quantity integer not null,
    most integer not null,
    received integer not null default 0,
    is_over boolean generated always as (received > quantity) stored,
    unit_cost_minor bigint not null,

    primary key (purchase_order_id, line),
    unique (purchase_order_id, variant_id),
    constraint purchase_order_lines_line_check
        check (line > 0),
    constraint purchase_order_lines_quantity_check
        check (quantity > 0),
    constraint purchase_order_lines_most_check
        check (most >= quantity),
    constraint purchase_order_lines_received_check
        check (received between 0 and most),
    constraint purchase_order_lines_unit_cost_minor_check
        check (unit_cost_minor >= 0)
);

-- Serves: what is on order of a variant; covers its foreign key.
create index purchase_order_lines_variant_id_idx
    on commerce.purchase_order_lines (variant_id);

alter table commerce.purchase_order_lines enable row level security;

comment on table commerce.purchase_order_lines is
    'Lines of purchase orders, one per variant. Units: variants.unit.';
comment on column commerce.purchase_order_lines.most is
    'The most that may be received: the quantity and the over-delivery that it allows.';
comment on column commerce.purchase_order_lines.is_over is
    'More was received than ordered.';
comment on column commerce.purchase_order_lines.unit_cost_minor is
    'Units: minor units of the order''s currency, for one piece.';

-- commerce.reorder_proposals: what the job proposes to buy, and what became of it.

create table commerce.reorder_proposals (
    id bigint generated always as identity primary key,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    location_id bigint not null references commerce.locations (id) on delete restrict,
    vendor_id bigint not null references commerce.vendors (id) on delete restrict,
    quantity integer not null,
    pack_size integer not null,
    unit_cost_minor bigint not null,
    reasons jsonb not null,
    status text not null default 'open',
    purchase_order_id bigint
    references commerce.purchase_orders (id) on delete restrict,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    decided_reason text,

    constraint reorder_proposals_quantity_check
        check (quantity > 0),
    constraint reorder_proposals_pack_size_check
        check (pack_size > 0 and mod(quantity, pack_size) = 0),
    constraint reorder_proposals_unit_cost_minor_check
        check (unit_cost_minor >= 0),
    constraint reorder_proposals_reasons_check
        check (jsonb_typeof(reasons) = 'object'),
    constraint reorder_proposals_status_check
        check (status in ('open', 'approved', 'ordered', 'dismissed')),
    constraint reorder_proposals_purchase_order_check
        check ((status in ('approved', 'ordered')) = (purchase_order_id is not null)),
    constraint reorder_proposals_decided_at_check
        check ((status = 'open') = (decided_at is null))
);

-- One open proposal per variant and location.
create unique index reorder_proposals_open_idx
    on commerce.reorder_proposals (variant_id, location_id) where status = 'open';
-- Serves: list_reorder_proposals by status.
create index reorder_proposals_status_id_idx
    on commerce.reorder_proposals (status, id);
-- Serves: the last decision on a variant at a location; covers the variant's key.
create index reorder_proposals_variant_id_location_id_idx
    on commerce.reorder_proposals (variant_id, location_id, decided_at);
-- Covers the other foreign keys.
create index reorder_proposals_location_id_idx
    on commerce.reorder_proposals (location_id);
create index reorder_proposals_vendor_id_idx on commerce.reorder_proposals (vendor_id);
create index reorder_proposals_purchase_order_id_idx
    on commerce.reorder_proposals (purchase_order_id);

alter table commerce.reorder_proposals enable row level security;

comment on table commerce.reorder_proposals is
    'Proposals: open, approved (on a draft order), ordered (sent) or dismissed.';
comment on column commerce.reorder_proposals.quantity is
    'A multiple of pack_size. Units: variants.unit.';
comment on column commerce.reorder_proposals.unit_cost_minor is
    'Units: minor units of the vendor''s currency, for one piece.';
comment on column commerce.reorder_proposals.reasons is
    'What was counted: stock, purchases, demand, the reorder point and the target.';
comment on column commerce.reorder_proposals.decided_by is
    'The user who decided; null: the job, below the approval limit or without need.';

-- commerce.reorder_rules: when a variant is bought again for a location, and how much.

create table commerce.reorder_rules (
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    location_id bigint not null references commerce.locations (id) on delete restrict,
    vendor_id bigint not null references commerce.vendors (id) on delete restrict,
    method text not null,
    minimum integer,
    maximum integer,
    pack_size integer not null default 1,
    service_factor numeric not null default 1.645,
    cover_days integer not null default 7,
    lead_time_days integer,
    unit_cost_minor bigint not null,
    is_enabled boolean not null default true,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    primary key (variant_id, location_id),
    constraint reorder_rules_method_check
        check (method in ('min_max', 'demand')),
    constraint reorder_rules_minimum_check
        check (minimum between 0 and 1000000),
    constraint reorder_rules_maximum_check
        check (maximum between 1 and 1000000 and coalesce(maximum >= minimum, true)),
    constraint reorder_rules_min_max_check
        check (method <> 'min_max' or num_nulls(minimum, maximum) = 0),
    constraint reorder_rules_pack_size_check
        check (pack_size between 1 and 100000),
    constraint reorder_rules_service_factor_check
        check (service_factor between 0 and 5),
    constraint reorder_rules_cover_days_check
        check (cover_days between 1 and 365),
    constraint reorder_rules_lead_time_days_check
        check (lead_time_days between 0 and 365),
    constraint reorder_rules_unit_cost_minor_check
        check (unit_cost_minor between 0 and 1000000000)
);

-- Serves: the rules of a location, for the job; covers its foreign key.
create index reorder_rules_location_id_idx
    on commerce.reorder_rules (location_id, variant_id);
-- Covers the foreign key of the vendor.
create index reorder_rules_vendor_id_idx on commerce.reorder_rules (vendor_id);

alter table commerce.reorder_rules enable row level security;

comment on table commerce.reorder_rules is
    'One rule per variant and location: min_max, or demand from the history of sales.';
comment on column commerce.reorder_rules.minimum is
    'Below it the variant is bought, and counts as low; with method demand, a floor.';
comment on column commerce.reorder_rules.maximum is
    'Up to which it is bought; with method demand, a cap.';
comment on column commerce.reorder_rules.pack_size is
    'Quantities are multiples of it. Units: variants.unit.';
comment on column commerce.reorder_rules.service_factor is
    'Standard deviations of demand that the safety stock covers; 1.645 serves 95 %.';
comment on column commerce.reorder_rules.cover_days is
    'Units: days of mean demand that one purchase adds to the reorder point.';
comment on column commerce.reorder_rules.lead_time_days is
    'Units: days; null: those of the vendor.';
comment on column commerce.reorder_rules.unit_cost_minor is
    'Units: minor units of the vendor''s currency, for one piece.';

-- commerce.stock_levels: how much of a variant a location holds now.
--
-- A level is the sum of its movements (commerce.stock_movements); only the functions
-- that write movements change it. The checks make overselling impossible, whatever a
-- function does. A variant with very many buyers can be split into buckets: each is a
-- row of its own, so writers do not wait for one row. Most levels have bucket 0 only.

create table commerce.stock_levels (
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    location_id bigint not null references commerce.locations (id) on delete restrict,
    bucket integer not null default 0,
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

-- commerce.stock_take_lines: what was counted of each variant, beside what was
-- expected.
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

-- commerce.sync_conflicts: fields that both sides changed, and refused values.

create table commerce.sync_conflicts (
    id bigint generated always as identity primary key,
    sync_record_id bigint not null
    references commerce.sync_records (id) on delete cascade,
    field text not null,
    pms jsonb,
    us jsonb,
    pms_version bigint not null,
    us_version bigint not null,
    policy text not null,
    reason text not null,
    fault text,
    status text not null default 'open',
    decision text,
    created_at timestamptz not null,
    resolved_at timestamptz,
    resolved_by uuid,

    constraint sync_conflicts_status_check
        check (status in ('open', 'resolved')),
    constraint sync_conflicts_policy_check
        check (policy in ('pms_wins', 'we_win', 'newest', 'ask')),
    constraint sync_conflicts_reason_check
        check (reason in ('concurrent', 'contradiction', 'refused')),
    constraint sync_conflicts_decision_check
        check (decision in ('pms', 'us')),
    constraint sync_conflicts_resolved_check
        check ((status = 'resolved') = (resolved_at is not null))
);

-- One row for each pair of states; covers the foreign key.
create unique index sync_conflicts_sync_record_id_field_versions_idx
    on commerce.sync_conflicts (sync_record_id, field, pms_version, us_version);
-- At most one conflict of a field is open.
create unique index sync_conflicts_open_idx
    on commerce.sync_conflicts (sync_record_id, field) where status = 'open';
-- Serves: list_sync_conflicts, and the count of open ones.
create index sync_conflicts_status_id_idx on commerce.sync_conflicts (status, id);

alter table commerce.sync_conflicts enable row level security;

comment on table commerce.sync_conflicts is
    'Conflicts with both sides; those that the policy decided are resolved at once.';
comment on column commerce.sync_conflicts.reason is
    'concurrent; contradiction: two values under one version; refused: see fault.';
comment on column commerce.sync_conflicts.fault is
    'Why the value of the source could not be applied here.';
comment on column commerce.sync_conflicts.decision is
    'The side that stood; null while open, and if later changes replaced both.';

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

-- Serves: what is on its way to a location, list_transfers; covers its foreign key.
create index transfers_to_location_id_idx
    on commerce.transfers (to_location_id, id);
-- Serves: list_transfers of a location; covers its foreign key.
create index transfers_from_location_id_idx
    on commerce.transfers (from_location_id, id);
-- Covers the foreign key of the variant.
create index transfers_variant_id_idx on commerce.transfers (variant_id);

alter table commerce.transfers enable row level security;

comment on table commerce.transfers is
    'Transfers between locations; one ends when all of it was received or lost.';
comment on column commerce.transfers.received is
    'Units: variants.unit; a transfer may arrive in several parts.';

-- commerce.low_levels: which levels are below their reorder point now, and since when.
--
-- The job adds and removes rows; an event goes out for each row that comes, so for each
-- fall, not for each run.

create table commerce.low_levels (
    variant_id bigint not null,
    location_id bigint not null,
    stock integer not null,
    reorder_point integer not null,
    since_at timestamptz not null,

    primary key (variant_id, location_id),
    foreign key (variant_id, location_id)
    references commerce.reorder_rules (variant_id, location_id) on delete cascade
);

-- Serves: the low levels of a location.
create index low_levels_location_id_idx
    on commerce.low_levels (location_id, variant_id);

alter table commerce.low_levels enable row level security;

comment on table commerce.low_levels is
    'Levels with less in hand than their rule wants. Units: variants.unit.';
comment on column commerce.low_levels.stock is
    'Pieces in hand that are not reserved, when the job last saw them.';

-- commerce.media_versions: the uploads of an image, of which one is active.
--
-- A version is pending until the job commerce.process_media has read its upload. Then
-- it is ready, with what was measured, or refused, with the reason. It never goes back.
-- Files are in the storage, not here.

create table commerce.media_versions (
    media_id bigint not null,
    version integer not null,
    product_id bigint not null,
    status text not null default 'pending',
    is_active boolean not null default false,
    declared_type text not null,
    declared_bytes bigint,
    declared_sha256 text,
    upload_key text not null unique,
    upload jsonb,
    fault text,
    fault_detail text,
    content_type text,
    bytes bigint,
    sha256 text,
    width integer,
    height integer,
    orientation integer,
    dominant_colour text,
    storage_key text,
    url_path text,
    registered_by uuid,
    registered_at timestamptz not null,
    decided_at timestamptz,

    primary key (media_id, version),
    foreign key (media_id, product_id)
    references commerce.media (id, product_id) on delete restrict,
    constraint media_versions_version_check
        check (version >= 1),
    constraint media_versions_status_check
        check (status in ('pending', 'ready', 'refused')),
    constraint media_versions_active_check
        check (not is_active or status = 'ready'),
    constraint media_versions_declared_check
        check (
            declared_type ~ '^image/[a-z]+$' and declared_bytes > 0
            and declared_sha256 ~ '^[0-9a-f]{64}$'
        ),
    constraint media_versions_upload_check
        check (
            upload is null or (status = 'pending' and jsonb_typeof(upload) = 'object')
        ),
    constraint media_versions_fault_check
        check (
            (status = 'refused') = (fault is not null)
            and (fault is null) = (fault_detail is null)
            and fault in (
                'missing', 'too_large', 'too_many_pixels', 'unknown_type',
                'mislabelled', 'corrupt', 'animated', 'duplicate'
            )
        ),
    constraint media_versions_decided_check
        check ((status = 'pending') = (decided_at is null)),
    constraint media_versions_ready_check
        check (
            case
                when status = 'ready' then num_nulls(
                    content_type, bytes, sha256, width, height, orientation,
                    dominant_colour, storage_key, url_path
                ) = 0
                else storage_key is null
            end
        ),
    constraint media_versions_measures_check
        check (
            bytes > 0 and width > 0 and height > 0 and orientation between 1 and 8
            and sha256 ~ '^[0-9a-f]{64}$' and dominant_colour ~ '^#[0-9a-f]{6}$'
        )
);

-- One version of an image is active at most; serves list_media.
create unique index media_versions_media_id_idx
    on commerce.media_versions (media_id) where is_active;
-- A product has an image once, whatever it is called.
create unique index media_versions_product_id_sha256_idx
    on commerce.media_versions (product_id, sha256) where status = 'ready';
-- Covers the foreign key of the image.
create index media_versions_media_id_product_id_idx
    on commerce.media_versions (media_id, product_id);
-- Serves: whether a file is still in use.
create index media_versions_storage_key_idx
    on commerce.media_versions (storage_key) where status = 'ready';
-- Serves: the job that ends uploads that never came.
create index media_versions_registered_at_idx
    on commerce.media_versions (registered_at) where status = 'pending';

alter table commerce.media_versions enable row level security;

comment on table commerce.media_versions is
    'Versions of images: what was announced, what the job measured or refused.';
comment on column commerce.media_versions.declared_type is
    'The type that the caller announced; another content is refused.';
comment on column commerce.media_versions.declared_bytes is
    'The size that the caller announced. Units: bytes.';
comment on column commerce.media_versions.upload_key is
    'Where the upload is put; the job moves it away from there.';
comment on column commerce.media_versions.upload is
    'The signed upload of a pending one: {method, url, headers, fields, expires_at}.';
comment on column commerce.media_versions.fault is
    'Why it was refused: the error key without `commerce.media_`.';
comment on column commerce.media_versions.content_type is
    'The type of the content, read from its bytes.';
comment on column commerce.media_versions.bytes is
    'Units: bytes of the upload, as sha256 is its digest.';
comment on column commerce.media_versions.width is
    'Units: pixels, after the orientation was applied.';
comment on column commerce.media_versions.height is
    'Units: pixels, after the orientation was applied.';
comment on column commerce.media_versions.orientation is
    'The EXIF orientation of the upload, 1 to 8; stored files are upright.';
comment on column commerce.media_versions.storage_key is
    'The image in full size, without metadata; named by the hash of its content.';
comment on column commerce.media_versions.url_path is
    'Its path below commerce.cdn_url.';

-- commerce.order_snapshots: a state of a long stream, from which a fold can start.

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
    'The fold of an order up to its last version that is a multiple of setting '
    'commerce.order_snapshot_events; one row for each order.';

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

-- commerce.reservation_lines: from which levels a reservation holds how much.

create table commerce.reservation_lines (
    reservation_id bigint not null
    references commerce.reservations (id) on delete cascade,
    variant_id bigint not null,
    location_id bigint not null,
    bucket integer not null,
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

-- commerce.media_renditions: the sizes and formats in which a ready version is served.

create table commerce.media_renditions (
    media_id bigint not null,
    version integer not null,
    name text not null,
    format text not null,
    width integer not null,
    height integer not null,
    bytes bigint not null,
    sha256 text not null,
    storage_key text not null,
    url_path text not null,

    primary key (media_id, version, name, format),
    foreign key (media_id, version)
    references commerce.media_versions (media_id, version) on delete cascade,
    constraint media_renditions_name_check
        check (name in ('thumb', 'card', 'full')),
    constraint media_renditions_format_check
        check (format in ('webp', 'avif')),
    constraint media_renditions_measures_check
        check (
            width > 0 and height > 0 and bytes > 0 and sha256 ~ '^[0-9a-f]{64}$'
        )
);

-- Serves: whether a file is still in use.
create index media_renditions_storage_key_idx
    on commerce.media_renditions (storage_key);

alter table commerce.media_renditions enable row level security;

comment on table commerce.media_renditions is
    'Files of a ready version: thumb, card and full, as WebP and, if possible, AVIF.';
comment on column commerce.media_renditions.width is 'Units: pixels.';
comment on column commerce.media_renditions.height is 'Units: pixels.';
comment on column commerce.media_renditions.bytes is 'Units: bytes.';
comment on column commerce.media_renditions.storage_key is
    'Named by the hash of its content, so it may be cached for ever.';
comment on column commerce.media_renditions.url_path is
    'Its path below commerce.cdn_url.';
