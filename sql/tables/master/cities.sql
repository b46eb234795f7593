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
