-- filters.dimensions: what callers can filter by: the registry.

create table filters.dimensions (
    name text primary key,
    label text not null,
    parent text references filters.dimensions (name) on delete restrict,
    position bigint not null,
    is_enabled boolean not null default true,
    version bigint not null default 0,

    constraint dimensions_name_check
        check (name ~ '^[a-z][a-z0-9_]*$'),
    constraint dimensions_parent_check
        check (parent <> name),
    constraint dimensions_version_check
        check (version >= 0)
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
comment on column filters.dimensions.version is
    'Rises whenever the values or counts of this dimension may have changed.';
