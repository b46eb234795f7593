-- suppliers.orders: heads of loaded purchase orders, as another system has them.
--
-- A file that states vendor and dates on each line has none. Rows are input of
-- suppliers._import_orders; no user reads them.

create table suppliers.orders (
    source text not null,
    order_key text not null,
    vendor text not null,
    ordered_on date,
    delivered_on date,

    primary key (source, order_key),
    constraint orders_source_check
        check (source ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint orders_order_key_check
        check (length(order_key) between 1 and 100),
    constraint orders_vendor_check
        check (length(vendor) between 1 and 200)
);

alter table suppliers.orders enable row level security;

comment on table suppliers.orders is
    'Heads of loaded purchase orders: what holds for all lines that lack it.';
