-- commerce.variants: the sellable forms of a product, one SKU each.

create table commerce.variants (
    id bigint generated always as identity primary key,
    product_id bigint not null references commerce.products (id) on delete restrict,
    sku text not null unique,
    options jsonb not null default '{}',
    barcode commerce.gtin unique,
    unit text not null default 'piece',
    weight_grams integer,
    length_mm integer,
    width_mm integer,
    height_mm integer,
    is_bundle boolean not null default false,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint variants_sku_check
        check (sku ~ '^[A-Z0-9][A-Z0-9._/-]{0,63}$'),
    constraint variants_options_check
        check (jsonb_typeof(options) = 'object' and pg_column_size(options) <= 4000),
    constraint variants_unit_check
        check (unit in ('piece', 'gram', 'millilitre', 'millimetre')),
    constraint variants_weight_grams_check
        check (weight_grams > 0),
    constraint variants_size_check
        check (length_mm > 0 and width_mm > 0 and height_mm > 0)
);

-- The variants of a product, no two with the same options.
create unique index variants_product_id_options_idx
    on commerce.variants (product_id, options);

-- Serves: list_products by the beginning of a SKU.
create index variants_sku_idx on commerce.variants (sku text_pattern_ops);

alter table commerce.variants enable row level security;

comment on table commerce.variants is
    'The sellable forms of a product. The SKU is the key that callers use.';
comment on column commerce.variants.sku is
    'Stock keeping unit; upper case, unique among all products.';
comment on column commerce.variants.options is
    'What distinguishes it from the other variants: {"size": "L", "colour": "red"}.';
comment on column commerce.variants.barcode is
    'GTIN-8, -12, -13 or -14 with its check digit.';
comment on column commerce.variants.unit is
    'Units: what one of its quantities in stock and orders is.';
comment on column commerce.variants.is_bundle is
    'Sold as the sum of its components; it has no stock of its own.';
