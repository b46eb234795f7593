-- concerts.venues: where shows are.

create table concerts.venues (
    id bigint generated always as identity primary key,
    name text not null,
    city text,
    state text,
    country text,
    latitude double precision,
    longitude double precision,
    timezone text not null default 'UTC',
    curated_columns text[] not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint venues_name_check
        check (length(name) between 1 and 300 and name ~ '[^[:space:]]'),
    constraint venues_city_check
        check (length(city) <= 200),
    constraint venues_state_check
        check (length(state) <= 200),
    constraint venues_country_check
        check (country ~ '^[A-Z]{2}$'),
    constraint venues_latitude_check
        check (
            latitude between -90 and 90
            and (latitude is null) = (longitude is null)
        ),
    constraint venues_longitude_check
        check (longitude between -180 and 180),
    constraint venues_timezone_check
        check (length(timezone) between 1 and 100)
);

-- Serves: venues of a name, for merges and curators.
create index venues_name_idx on concerts.venues (lower(name), lower(city));

alter table concerts.venues enable row level security;

comment on table concerts.venues is
    'Venues. Public.';
comment on column concerts.venues.timezone is
    'Where the days of its shows begin; an IANA name.';
comment on column concerts.venues.curated_columns is
    'Columns that a curator has set; feeds do not change them.';
