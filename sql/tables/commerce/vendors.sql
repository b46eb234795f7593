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
