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
