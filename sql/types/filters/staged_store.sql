-- filters.staged_store: a row of a file of stores, with the place that it names.

create type filters.staged_store as (
    line bigint,
    store_key text,
    name text,
    store_class text,
    place_id bigint,
    fault text
);

comment on type filters.staged_store is
    'A row of a file of stores; fault says why it names no place.';
