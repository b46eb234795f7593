-- filters.allowed_sources: what the registry may read, publish and prune.
--
-- Dimensions are steered by app role admin through definer functions, which could read
-- any table of the owner's. They touch a table only for the uses, and of it only the
-- columns, that stand here; filters.allow_source writes it, and only the owner may. A
-- regclass follows a rename, and a restore. A row without uses is a refusal that a
-- later seed does not undo.

create table filters.allowed_sources (
    source_table regclass primary key,
    columns text[] not null,
    uses text[] not null,
    is_guarded boolean not null default false,

    constraint allowed_sources_columns_check
        check (array_position(columns, null) is null),
    constraint allowed_sources_uses_check
        check (
            uses <@ array['count', 'master', 'prune']
            and array_position(uses, null) is null
            and ('master' = any(uses) or 'prune' <> all(uses))
        )
);

alter table filters.allowed_sources enable row level security;
grant select on filters.allowed_sources to service_role, app_reader;

comment on table filters.allowed_sources is
    'The owner''s list: tables and columns that dimensions may use, and for what.';
comment on column filters.allowed_sources.columns is
    'Columns that may be sampled, counted, shown; of a master table key and label.';
comment on column filters.allowed_sources.uses is
    'count: rows are counted. master: rows are made. prune: idle rows may go.';
comment on column filters.allowed_sources.is_guarded is
    'The owner named it although row-level security or another owner protects it.';
