-- filters.loads: the data sets that were loaded, so that a repeated load does nothing.

create table filters.loads (
    dataset text primary key,
    version text not null,
    line_count bigint not null,
    loaded_at timestamptz not null default now(),

    constraint loads_dataset_check
        check (dataset ~ '^[a-z][a-z0-9_]*$'),
    constraint loads_line_count_check
        check (line_count >= 0)
);

alter table filters.loads enable row level security;

comment on table filters.loads is
    'Completely loaded data sets, one row each; written by the seed command.';
comment on column filters.loads.version is
    'Release of the data set that was loaded.';
comment on column filters.loads.line_count is
    'Number of loaded lines. Units: transaction lines.';
