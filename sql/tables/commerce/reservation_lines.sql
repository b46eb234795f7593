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
