-- filters.stores: the stores in which lines were sold.
--
-- A store without city or class has no value in those dimensions and is not counted
-- there.

create table filters.stores (
    id bigint generated always as identity primary key,
    store_key text not null unique,
    name text not null,
    city_id bigint references master.cities (id) on delete restrict,
    store_class_id bigint references master.store_classes (id) on delete restrict,

    constraint stores_store_key_check
        check (store_key <> '')
);

-- The stores of a city; also covers the city_id fkey.
create index stores_city_id_idx
    on filters.stores (city_id);

-- The stores of a class; also covers the store_class_id fkey.
create index stores_store_class_id_idx
    on filters.stores (store_class_id);

alter table filters.stores enable row level security;

comment on table filters.stores is
    'Stores, identified by their key in the source of the transactions.';
