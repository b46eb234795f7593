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
