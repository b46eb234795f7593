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
