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
