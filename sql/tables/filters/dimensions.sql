-- filters.dimensions: the registry of the dimensions that callers can filter by.
--
-- The six dimensions of the cube (`cells`) are seeded. The others are registered and
-- counted by triggers, which filters._compile_dimension creates from their rows here. A
-- name is also the last part of a topic, which may have only letters and underscores.

create table filters.dimensions (
    name text primary key,
    label text not null,
    parent text references filters.dimensions (name) on delete restrict,
    position bigint not null,
    source_table regclass not null,
    column_name name not null,
    json_path text[],
    counted_by text not null default 'counters',
    debounce_ms integer not null default 200,
    roles text[],
    master_table regclass,
    master_key name,
    master_label name,
    master_level bigint,
    prune_after interval,
    protected text[] not null default '{}',
    state text not null default 'live',
    is_enabled boolean not null generated always as (state = 'live') stored,
    unfilled integer[] not null default '{}',
    fill_number bigint,
    shape jsonb,

    constraint dimensions_name_check
        check (name ~ '^[a-z][a-z_]*$' and length(name) <= 63),
    constraint dimensions_parent_check
        check (parent <> name),
    constraint dimensions_json_path_check
        check (cardinality(json_path) > 0 and array_position(json_path, null) is null),
    constraint dimensions_counted_by_check
        check (counted_by in ('cells', 'counters')),
    constraint dimensions_debounce_ms_check
        check (debounce_ms between 0 and 1000),
    constraint dimensions_roles_check
        check (cardinality(roles) > 0 and array_position(roles, null) is null),
    constraint dimensions_master_check
        check (num_nulls(master_table, master_key, master_label) in (0, 3)),
    constraint dimensions_master_level_check
        check (master_level is null or master_table is not null),
    constraint dimensions_prune_after_check
        check (prune_after >= interval '0'),
    constraint dimensions_protected_check
        check (array_position(protected, null) is null),
    constraint dimensions_state_check
        check (state in ('off', 'filling', 'live')),
    constraint dimensions_fill_number_check
        check ((state = 'filling') = (fill_number is not null))
);

-- The children of a dimension; also covers the parent fkey.
create index dimensions_parent_idx
    on filters.dimensions (parent);

alter table filters.dimensions enable row level security;

comment on table filters.dimensions is
    'The registry: region > province > city, category > brand, store_class, and more.';
comment on column filters.dimensions.position is
    'Order in which a page shows them, from 1.';
comment on column filters.dimensions.column_name is
    'The column that is counted; in the cube, the one that determines the value.';
comment on column filters.dimensions.json_path is
    'Path into a jsonb column; null: the column itself.';
comment on column filters.dimensions.counted_by is
    'cells: the cube. counters: triggers on the source, filters.value_counts.';
comment on column filters.dimensions.debounce_ms is
    'Minimum time between two events of the dimension. Units: milliseconds.';
comment on column filters.dimensions.roles is
    'App roles that may read it; null: every signed-in user.';
comment on column filters.dimensions.master_level is
    'The rows of the master table with this level are its values; null: all rows.';
comment on column filters.dimensions.prune_after is
    'Time without a line after which a master row is pruned; null: never.';
comment on column filters.dimensions.protected is
    'Values whose master rows are never pruned.';
comment on column filters.dimensions.state is
    'off; filling: triggers count, but existing rows are not all counted yet; live.';
comment on column filters.dimensions.unfilled is
    'Parts that the running fill has not counted yet.';
comment on column filters.dimensions.fill_number is
    'Version of the current fill; an older fill that still runs does nothing.';
comment on column filters.dimensions.shape is
    'The counted columns as of the start of counting, see filters._column_shape.';
