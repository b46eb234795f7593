-- commerce.transfers: stock on its way from one location to another.

create table commerce.transfers (
    id bigint generated always as identity primary key,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    from_location_id bigint not null
    references commerce.locations (id) on delete restrict,
    to_location_id bigint not null
    references commerce.locations (id) on delete restrict,
    quantity integer not null,
    received integer not null default 0,
    lost integer not null default 0,
    reference text,
    sent_by uuid,
    sent_at timestamptz not null,
    ended_at timestamptz,

    constraint transfers_locations_check
        check (from_location_id <> to_location_id),
    constraint transfers_quantity_check
        check (quantity > 0),
    constraint transfers_received_check
        check (received >= 0 and lost >= 0 and received + lost <= quantity),
    constraint transfers_ended_at_check
        check ((ended_at is not null) = (received + lost = quantity)),
    constraint transfers_reference_check
        check (length(reference) <= 200)
);

-- Serves: what is on its way to a location, list_transfers; covers its foreign key.
create index transfers_to_location_id_idx
    on commerce.transfers (to_location_id, id);
-- Serves: list_transfers of a location; covers its foreign key.
create index transfers_from_location_id_idx
    on commerce.transfers (from_location_id, id);
-- Covers the foreign key of the variant.
create index transfers_variant_id_idx on commerce.transfers (variant_id);

alter table commerce.transfers enable row level security;

comment on table commerce.transfers is
    'Transfers between locations; one ends when all of it was received or lost.';
comment on column commerce.transfers.received is
    'Units: variants.unit; a transfer may arrive in several parts.';
