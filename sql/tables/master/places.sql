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
