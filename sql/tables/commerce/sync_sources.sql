-- commerce.sync_sources: the systems that products and stock are synchronised with.

create table commerce.sync_sources (
    name text primary key,
    is_connected boolean not null default false,
    connected_at timestamptz,

    constraint sync_sources_name_check
        check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint sync_sources_connected_check
        check (not is_connected or connected_at is not null)
);

alter table commerce.sync_sources enable row level security;

comment on table commerce.sync_sources is
    'Systems outside, such as a PMS, that this database is synchronised with.';
comment on column commerce.sync_sources.is_connected is
    'Local changes are recorded and emitted for it; the first run sets it.';
