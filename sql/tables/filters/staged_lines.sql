-- filters.staged_lines: the batch that filters._load_transactions works on.
--
-- Unlogged, and emptied at the start and the end of each load: a crash loses no data.

create unlogged table filters.staged_lines (
    basket_key text,
    store_key text,
    product_key text,
    brand_key text,
    category_key text,
    city_code text,
    store_class text,
    price_minor bigint not null,
    quantity numeric not null,
    sold_at timestamptz not null
);

alter table filters.staged_lines enable row level security;

comment on table filters.staged_lines is
    'Lines of the running load, typed and with normalized keys; empty between loads.';
comment on column filters.staged_lines.price_minor is
    'Price of the whole line, all its units together. Units: minor (centavos).';
