-- filters.baskets: one row per checkout; each belongs to one store.
--
-- `ordinal` and `line_count` are the state after the last fold (filters.fold_lines); a
-- basket that has changed since then is read from its lines. `ordinal` numbers the
-- counted baskets of a store from 0 without gaps: it is the basket's bit in
-- filters.cells. `line_count` is the value of the measure basket_size.

create table filters.baskets (
    id bigint generated always as identity primary key,
    basket_key text not null unique,
    store_id bigint not null references filters.stores (id) on delete restrict,
    ordinal bigint,
    line_count bigint not null default 0,

    -- Target of the foreign key that keeps a line in the store of its basket.
    unique (id, store_id),

    constraint baskets_basket_key_check
        check (basket_key <> ''),
    constraint baskets_ordinal_check
        check (ordinal >= 0),
    constraint baskets_line_count_check
        check (line_count >= 0)
);

-- A store's next ordinal. Partial, so that a fold can number a basket without waiting
-- for writers whose lines refer to it.
create unique index baskets_store_id_ordinal_idx
    on filters.baskets (store_id, ordinal)
    where ordinal is not null;

alter table filters.baskets enable row level security;

comment on table filters.baskets is
    'Checkouts: lines that were paid together in one store.';
comment on constraint baskets_store_id_fkey on filters.baskets is
    'Not indexed: stores are never deleted while they have baskets.';
comment on column filters.baskets.ordinal is
    'Number of the basket in its store, from 0 without gaps; null until counted.';
comment on column filters.baskets.line_count is
    'Size of the whole basket at its last fold. Units: lines.';
