-- Exported from migrations/0002.master.create_master.sql; edit that file.
-- depends: 0001.core.create_core
-- Create master data: places, categories, brands, store classes.

create schema if not exists master;
grant usage on schema master to authenticated, service_role, app_reader;
comment on schema master is
    'Master data: places, categories, brands, store classes. Not exposed.';

-- master.staged_brand: a row of a file of brands.

create type master.staged_brand as (
    line bigint,
    brand_key text,
    brand text,
    name text,
    is_private boolean,
    category text,
    category_id bigint
);

comment on type master.staged_brand is
    'A row of a file of brands, in normal form; a null leaves what is stored.';

-- master.staged_category: a row of a file of categories.

create type master.staged_category as (
    line bigint, category_key text, category text, name text, parent text
);

comment on type master.staged_category is
    'A row of a file of categories, in normal form; a null leaves what is stored.';

-- master.staged_place: a row of a file of places.

create type master.staged_place as (
    line bigint,
    country text,
    scheme text,
    code text,
    level integer,
    place_key text,
    name text,
    parent text,
    other_names text [],
    class text,
    population bigint
);

comment on type master.staged_place is
    'A row of a file of places, in normal form; a null leaves what is stored.';

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

-- master.place_levels: what a country calls the levels of its places.
--
-- A level without a row has the label of its dimension; a level that a country does not
-- use needs none.

create table master.place_levels (
    country text not null,
    level bigint not null,
    label text not null,

    primary key (country, level),

    constraint place_levels_country_check
        check (country ~ '^[A-Z]{2}$'),
    constraint place_levels_level_check
        check (level between 1 and 3),
    constraint place_levels_label_check
        check (label <> '')
);

alter table master.place_levels enable row level security;

comment on table master.place_levels is
    'What a country calls its levels: State, County, City.';
comment on column master.place_levels.country is
    'ISO 3166-1 alpha-2, such as PH.';

-- master.places: the places of any country, in a tree of at most three levels.
--
-- The levels of a country are those that it uses: a city may stand directly below a
-- region, and a country may have regions only. A parent is in the same country at a
-- smaller level: `parent_level` repeats its level, so that a foreign key and a check
-- hold this without a trigger, whoever writes at the same time. Levels fall towards the
-- root, so there is no cycle. A code may repeat at another level: the PSGC gives the
-- National Capital Region and its pseudo-province one code.

create table master.places (
    id bigint generated always as identity primary key,
    country text not null,
    scheme text not null,
    code text not null,
    level bigint not null,
    place_key text not null,
    parent_id bigint,
    parent_level bigint,
    name text not null,
    other_names text[] not null default '{}',
    class text,
    is_pseudo boolean not null default false,
    population bigint,
    details jsonb not null default '{}',
    is_retired boolean not null default false,

    -- A place of its source.
    unique (scheme, code, level),
    -- A place by the value that filters use.
    unique (place_key, level),
    -- Target of the foreign key to the parent.
    unique (id, country, level),

    foreign key (parent_id, country, parent_level)
    references master.places (id, country, level)
    on update cascade on delete restrict,

    constraint places_country_check
        check (country ~ '^[A-Z]{2}$'),
    constraint places_scheme_check
        check (scheme ~ '^[a-z][a-z0-9-]*$'),
    constraint places_code_check
        check (code <> '' and (scheme <> 'psgc' or code ~ '^[0-9]{10}$')),
    constraint places_level_check
        check (level between 1 and 3),
    constraint places_place_key_check
        check (place_key <> ''),
    constraint places_parent_level_check
        check (parent_level < level and num_nulls(parent_id, parent_level) <> 1),
    constraint places_name_check
        check (name <> ''),
    constraint places_other_names_check
        check (array_position(other_names, null) is null),
    constraint places_population_check
        check (population >= 0),
    constraint places_details_check
        check (jsonb_typeof(details) = 'object')
);

-- The places in a place; also covers the fkey to the parent.
create index places_parent_id_country_parent_level_idx
    on master.places (parent_id, country, parent_level);

-- The places of a country, by whose names a load finds them.
create index places_country_level_idx
    on master.places (country, level);

alter table master.places enable row level security;

comment on table master.places is
    'Regions, provinces, cities of any country. Written by the loads of places only.';
comment on column master.places.country is
    'ISO 3166-1 alpha-2, such as PH.';
comment on column master.places.scheme is
    'Who gives the code: psgc, iso-3166-2, fips, insee, own, …';
comment on column master.places.code is
    'The code in its scheme. A release may change it; id stays.';
comment on column master.places.level is
    'The dimension that it is a value of: 1 region, 2 province, 3 city.';
comment on column master.places.place_key is
    'The value that filters use: NCR, 0702205000, US-IA; see master.load_places.';
comment on column master.places.parent_level is
    'The level of the parent; null without one.';
comment on column master.places.other_names is
    'Other spellings and abbreviations by which a load finds it.';
comment on column master.places.class is
    'What its source calls it, such as the PSGC''s Prov, HUCGroup, Mun, SubMun.';
comment on column master.places.is_pseudo is
    'Not a place in law, but a group that a scheme lists in place of one.';
comment on column master.places.population is
    'Units: persons, as the source counts; a SubMun is counted in its city too.';
comment on column master.places.details is
    'What else its source says: income_class, city_class, island_group.';
comment on column master.places.is_retired is
    'Its source no longer lists it; kept because rows may refer to it.';

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
