-- filters.baskets: one row per checkout; each belongs to exactly one store.
--
-- `ordinal` numbers the baskets of a store from 0 without gaps: it is the basket's bit
-- in filters.cells. `line_count` is what the measure basket_size means.

create table filters.baskets (
    id bigint generated always as identity primary key,
    basket_key text not null unique,
    store_id bigint not null references filters.stores (id) on delete restrict,
    ordinal bigint not null,
    line_count bigint not null,

    -- Also covers the store_id fkey, and gives a store's next ordinal.
    unique (store_id, ordinal),
    -- Target of the fkey that keeps a line in its basket's store.
    unique (id, store_id),

    constraint baskets_basket_key_check
        check (basket_key <> ''),
    constraint baskets_ordinal_check
        check (ordinal >= 0),
    constraint baskets_line_count_check
        check (line_count > 0)
);

alter table filters.baskets enable row level security;
grant select on filters.baskets to service_role, app_reader;

comment on table filters.baskets is
    'Checkouts: the lines that were paid together, in one store.';
comment on column filters.baskets.ordinal is
    'Number of the basket inside its store, from 0 without gaps.';
comment on column filters.baskets.line_count is
    'Units: transaction lines of this basket, whatever a filter selects.';
