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
