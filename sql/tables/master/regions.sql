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
