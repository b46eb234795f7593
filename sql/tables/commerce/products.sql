-- commerce.products: what is sold; its variants have the SKUs.
--
-- A product is a draft, published or archived. A deleted one keeps its row, so orders
-- and movements stay readable, and it can be restored.

create table commerce.products (
    id bigint generated always as identity primary key,
    title text not null,
    description text not null default '',
    category_id bigint references master.categories (id) on delete restrict,
    brand_id bigint references master.brands (id) on delete restrict,
    tax_class text not null default 'standard',
    attributes jsonb not null default '{}',
    status text not null default 'draft',
    starts_at timestamptz,
    ends_at timestamptz,
    published_at timestamptz,
    deleted_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    search_text tsvector generated always as (
        setweight(to_tsvector('simple', translate(title, '-./_', '    ')), 'A')
        || setweight(to_tsvector('simple', translate(description, '-./_', '    ')), 'B')
    ) stored,

    constraint products_title_check
        check (title <> '' and length(title) <= 200),
    constraint products_description_check
        check (length(description) <= 10000),
    constraint products_attributes_check
        check (
            jsonb_typeof(attributes) = 'object' and pg_column_size(attributes) <= 16000
        ),
    constraint products_tax_class_check
        check (tax_class ~ '^[a-z][a-z0-9_-]{0,39}$'),
    constraint products_status_check
        check (status in ('draft', 'published', 'archived')),
    constraint products_available_check
        check (starts_at < ends_at),
    constraint products_published_check
        check (
            status <> 'published'
            or (
                category_id is not null
                and published_at is not null
                and deleted_at is null
            )
        )
);

-- Serves: list_products of one category; covers the foreign key.
create index products_category_id_idx on commerce.products (category_id, id);
-- Serves: reports by brand; covers the foreign key.
create index products_brand_id_idx on commerce.products (brand_id, id);
-- Serves: list_products by status.
create index products_status_id_idx on commerce.products (status, id);
-- Serves: list_products with a search.
create index products_search_text_idx on commerce.products using gin (search_text);

alter table commerce.products enable row level security;

comment on table commerce.products is
    'Products: draft, published or archived; deleted ones keep their row.';
comment on column commerce.products.search_text is
    'Words of title and description; a hyphen, point, slash or underscore ends a word.';
comment on column commerce.products.tax_class is
    'Selects its rate in commerce.tax_rates when an order is placed.';
comment on column commerce.products.attributes is
    'Free facts of the product, {"<name>": value}; at most 16,000 bytes.';
comment on column commerce.products.version is
    'Raised by each change; a writer names the version that it has seen.';
