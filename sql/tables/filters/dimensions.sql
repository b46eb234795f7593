-- filters.dimensions: what callers can filter by: the registry.

create table filters.dimensions (
    name text primary key,
    label text not null,
    parent text references filters.dimensions (name) on delete restrict,
    position bigint not null,
    is_enabled boolean not null default true,
    counted_by text not null default 'counters',
    debounce_ms integer not null default 200,
    roles text[],

    constraint dimensions_name_check
        check (name ~ '^[a-z][a-z0-9_]*$'),
    constraint dimensions_parent_check
        check (parent <> name),
    constraint dimensions_counted_by_check
        check (counted_by in ('cells', 'counters')),
    constraint dimensions_debounce_ms_check
        check (debounce_ms between 0 and 1000),
    constraint dimensions_roles_check
        check (cardinality(roles) > 0)
);

-- The dimensions that cascade from one; also covers the parent fkey.
create index dimensions_parent_idx
    on filters.dimensions (parent);

alter table filters.dimensions enable row level security;
grant select on filters.dimensions to authenticated, service_role, app_reader;

comment on table filters.dimensions is
    'The registry: region > province > city, category > brand, store_class.';
comment on column filters.dimensions.position is
    'Order in which a page shows them, from 1.';
comment on column filters.dimensions.counted_by is
    'cells: one of the six that filters.cells counts; counters: one that was registered.';
comment on column filters.dimensions.debounce_ms is
    'Units: milliseconds between two messages to subscribers, at least.';
comment on column filters.dimensions.roles is
    'App roles that may read it; null: whoever is signed in.';
