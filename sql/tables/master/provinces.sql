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
