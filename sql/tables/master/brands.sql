-- master.brands: one row per brand, with the category it mostly sells in.

create table master.brands (
    id bigint generated always as identity primary key,
    brand_key text not null unique,
    name text not null,
    is_tbwa boolean not null default false,
    category_id bigint references master.categories (id) on delete set null,

    constraint brands_brand_key_check
        check (brand_key = lower(brand_key) and brand_key <> ''),
    constraint brands_name_check
        check (name <> '')
);

-- The brands of a category; also covers the category_id fkey.
create index brands_category_id_idx
    on master.brands (category_id);

alter table master.brands enable row level security;

comment on table master.brands is
    'Brands. A load adds missing brands and never changes an existing one.';
comment on column master.brands.brand_key is
    'The name in lower case, as loads and filters spell it.';
comment on column master.brands.is_tbwa is
    'The brand is an own account. In the demo data: exactly the private labels.';
comment on column master.brands.category_id is
    'The category of most of its lines in the load that added it; may be null.';
