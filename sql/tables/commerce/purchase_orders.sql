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
