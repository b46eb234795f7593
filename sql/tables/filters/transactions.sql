-- filters.transactions: one row per line that was sold, returned or given away.
--
-- Lines with a zero or negative amount or quantity are returns and coupons; they are
-- kept and counted like any other. Triggers note each change in filters.line_changes,
-- whatever statement makes it, so every query counts it at once.

create table filters.transactions (
    id bigint generated always as identity primary key,
    line_key text,
    basket_id bigint not null,
    store_id bigint not null,
    product_key text not null,
    brand_id bigint references master.brands (id) on delete restrict,
    category_id bigint references master.categories (id) on delete restrict,
    price_minor bigint not null,
    quantity numeric not null,
    sold_at timestamptz not null,

    foreign key (basket_id, store_id)
    references filters.baskets (id, store_id) on delete restrict,

    constraint transactions_product_key_check
        check (product_key <> ''),
    constraint transactions_line_key_check
        check (line_key <> '')
);

-- A line by its key in the source; most lines of the demo have none.
create unique index transactions_line_key_idx
    on filters.transactions (line_key)
    where line_key is not null;

-- The lines of a store or a basket: recounting a store; also covers the composite fkey.
create index transactions_store_id_basket_id_idx
    on filters.transactions (store_id, basket_id);

-- The lines of a brand in a store, for its ranges; also covers the brand_id fkey.
create index transactions_brand_id_store_id_idx
    on filters.transactions (brand_id, store_id);

-- The lines of a category in a store, likewise; also covers the category_id fkey.
create index transactions_category_id_store_id_idx
    on filters.transactions (category_id, store_id);

alter table filters.transactions enable row level security;

comment on table filters.transactions is
    'Retail transaction lines: the source of truth of every filter result.';
comment on column filters.transactions.line_key is
    'Key of the line in its source, used to update it; null if it has none.';
comment on column filters.transactions.price_minor is
    'Price of the whole line, all its units together. Units: minor (centavos).';
comment on column filters.transactions.quantity is
    'Units: pieces or kilograms, as the source counts; zero or negative for returns.';
