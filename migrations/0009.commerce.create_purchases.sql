-- depends: 0005.commerce.create_commerce
-- Create vendors, reordering and purchase orders.

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
    order_days smallint[] not null default '{1,2,3,4,5,6,7}',
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
            and order_days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]
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
