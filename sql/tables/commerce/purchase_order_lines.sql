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
