-- Exported from migrations/0002.master.create_master.sql; edit that file.
-- depends: 0001.core.create_core
-- Create master data: places, categories, brands, store classes.

create schema if not exists master;
grant usage on schema master to authenticated, service_role, app_reader;
comment on schema master is
    'Master data: places, categories, brands, store classes. Not exposed.';

-- master.regions: the regions, the top level of the geography.

create table master.regions (
    id bigint generated always as identity primary key,
    psgc_code text not null unique,
    name text not null,
    short_name text not null unique,
    island_group text,
    population bigint,
    is_retired boolean not null default false,

    constraint regions_psgc_code_check
        check (psgc_code ~ '^[0-9]{10}$'),
    constraint regions_island_group_check
        check (island_group in ('luzon', 'visayas', 'mindanao')),
    constraint regions_population_check
        check (population >= 0)
);

alter table master.regions enable row level security;

comment on table master.regions is
    'Regions of the Philippines. Written only by master.load_psgc.';
comment on column master.regions.psgc_code is
    'Philippine Standard Geographic Code. A release may change it; id stays.';
comment on column master.regions.short_name is
    'The common name, which filters use as the value: NCR, Region IV-A.';
comment on column master.regions.population is
    'Units: persons, at the last census of the loaded release.';
comment on column master.regions.is_retired is
    'The loaded release no longer lists it; kept because rows may refer to it.';

-- master.provinces: one row per province, and per group that the PSGC lists like one.
--
-- The National Capital Region has no province: the release holds one pseudo-province
-- for it, whose code is the region's own, and one for each independent city elsewhere.

create table master.provinces (
    id bigint generated always as identity primary key,
    psgc_code text not null unique,
    name text not null,
    region_id bigint not null references master.regions (id) on delete restrict,
    class text not null,
    is_pseudo boolean not null default false,
    income_class text,
    population bigint,
    is_retired boolean not null default false,

    constraint provinces_psgc_code_check
        check (psgc_code ~ '^[0-9]{10}$'),
    constraint provinces_population_check
        check (population >= 0)
);

-- The provinces of a region; also covers the region_id fkey.
create index provinces_region_id_idx
    on master.provinces (region_id);

alter table master.provinces enable row level security;

comment on table master.provinces is
    'Provinces of the Philippines. Written only by master.load_psgc.';
comment on column master.provinces.psgc_code is
    'Philippine Standard Geographic Code. A release may change it; id stays.';
comment on column master.provinces.class is
    'The release''s geographic level: Prov, HUCGroup, SpecialGroup, PseudoProvince.';
comment on column master.provinces.is_pseudo is
    'Not a province in law, but a group that the code lists in place of one.';
comment on column master.provinces.population is
    'Units: persons, at the last census of the loaded release.';
comment on column master.provinces.is_retired is
    'The loaded release no longer lists it; kept because rows may refer to it.';

-- master.cities: one row per city, municipality, and district of the City of Manila.
--
-- A city belongs to the region of its province. Names repeat across provinces, but not
-- within one.

create table master.cities (
    id bigint generated always as identity primary key,
    psgc_code text not null unique,
    name text not null,
    province_id bigint not null references master.provinces (id) on delete restrict,
    class text not null,
    city_class text,
    income_class text,
    population bigint,
    is_retired boolean not null default false,

    constraint cities_psgc_code_check
        check (psgc_code ~ '^[0-9]{10}$'),
    constraint cities_population_check
        check (population >= 0)
);

-- The cities of a province; also covers the province_id fkey.
create index cities_province_id_idx
    on master.cities (province_id);

alter table master.cities enable row level security;

comment on table master.cities is
    'Cities and municipalities of the Philippines. Written only by master.load_psgc.';
comment on column master.cities.psgc_code is
    'Philippine Standard Geographic Code. A release may change it; id stays.';
comment on column master.cities.class is
    'The release''s geographic level: City, Mun, SubMun (a district of Manila).';
comment on column master.cities.population is
    'Units: persons, at the last census; a SubMun is counted in its city too.';
comment on column master.cities.is_retired is
    'The loaded release no longer lists it; kept because rows may refer to it.';

-- master.store_classes: classes of stores by their sales.

create table master.store_classes (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,

    constraint store_classes_code_check
        check (code ~ '^[A-Z]$')
);

alter table master.store_classes enable row level security;

comment on table master.store_classes is
    'Classes of stores by sales: A sells the most, D the least.';

-- master.categories: the tree of product categories.
--
-- master.tg_categories__refuse_cycle makes sure that no category is its own ancestor.

create table master.categories (
    id bigint generated always as identity primary key,
    category_key text not null unique,
    name text not null,
    parent_id bigint references master.categories (id) on delete restrict,

    constraint categories_category_key_check
        check (category_key = lower(category_key) and category_key <> ''),
    constraint categories_name_check
        check (name <> ''),
    constraint categories_parent_id_check
        check (parent_id <> id)
);

-- The children of a node; also covers the parent_id fkey.
create index categories_parent_id_idx
    on master.categories (parent_id);

alter table master.categories enable row level security;

comment on table master.categories is
    'Product categories, a tree of any depth. A row without parent is a department.';
comment on column master.categories.category_key is
    'Lower-case path from the department, such as grocery/soft drinks.';

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
