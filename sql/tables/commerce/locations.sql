-- commerce.locations: the places that hold stock: stores and warehouses.

create table commerce.locations (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    kind text not null default 'warehouse',
    place_id bigint references master.places (id) on delete restrict,
    position integer not null default 100,
    is_active boolean not null default true,
    has_full_range boolean not null default true,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint locations_code_check
        check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint locations_name_check
        check (name <> '' and length(name) <= 200),
    constraint locations_kind_check
        check (kind in ('store', 'warehouse'))
);

-- Covers the foreign key of the place.
create index locations_place_id_idx on commerce.locations (place_id);

alter table commerce.locations enable row level security;

comment on table commerce.locations is
    'Stores and warehouses. One that was used is made inactive, not deleted.';
comment on column commerce.locations.code is
    'The key that callers use; upper case.';
comment on column commerce.locations.position is
    'The order in which reservations take stock from locations.';
comment on column commerce.locations.has_full_range is
    'Each variant gets a stock level here when it is made; else when it first arrives.';
