-- filters.stores: the stores in which lines were sold.
--
-- A store stands in a place of any level: one in a province has a region, where the
-- province has one, and no city. Without place or class it has no value in those
-- dimensions and is not counted there.

create table filters.stores (
    id bigint generated always as identity primary key,
    store_key text not null unique,
    name text not null,
    place_id bigint references master.places (id) on delete restrict,
    store_class_id bigint references master.store_classes (id) on delete restrict,

    constraint stores_store_key_check
        check (store_key <> '')
);

-- The stores of a place; also covers the place_id fkey.
create index stores_place_id_idx
    on filters.stores (place_id);

-- The stores of a class; also covers the store_class_id fkey.
create index stores_store_class_id_idx
    on filters.stores (store_class_id);

alter table filters.stores enable row level security;

comment on table filters.stores is
    'Stores, identified by their key in the source of the transactions.';
