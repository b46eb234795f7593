-- filters.allowed_sources: what the registry may read, publish and prune.
--
-- App role admin controls dimensions through definer functions, which could read any
-- table of the owner. They use only the tables and columns listed here, and only for
-- the listed uses. filters.allow_source writes the list, and only the owner may call
-- it. A regclass follows a rename and survives a restore. A row without uses is a
-- refusal that a later seed does not undo.

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

comment on table filters.allowed_sources is
    'The owner''s list: tables and columns that dimensions may use, and for what.';
comment on column filters.allowed_sources.columns is
    'Columns that may be sampled, counted and shown; for a master table key and label.';
comment on column filters.allowed_sources.uses is
    'count: count rows. master: insert rows. prune: delete rows without a line.';
comment on column filters.allowed_sources.is_guarded is
    'The owner allowed it although row-level security or another owner protects it.';
