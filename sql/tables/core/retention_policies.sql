-- core.retention_policies: for how long the rows of a table are kept.
--
-- A release seeds the row; `keep` and `is_enabled` are the operator's. `condition` is
-- text that a release writes and nobody else may: it becomes part of a statement.

create table core.retention_policies (
    table_name text primary key,
    method text not null,
    column_name text not null,
    keep interval not null,
    condition text,
    batch_rows integer not null default 5000,
    is_enabled boolean not null default true,
    description text not null,

    constraint retention_policies_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint retention_policies_method_check
        check (
            method in ('partition', 'predicate')
            and (method = 'predicate' or condition is null)
        ),
    constraint retention_policies_keep_check
        check (keep >= interval '0'),
    constraint retention_policies_batch_rows_check
        check (batch_rows between 1 and 100000)
);

alter table core.retention_policies enable row level security;
grant select on core.retention_policies to service_role, app_reader;
grant update (keep, is_enabled) on core.retention_policies to service_role;

comment on table core.retention_policies is
    'One row a table that forgets: whole partitions, or rows older than `keep`.';
comment on column core.retention_policies.column_name is
    'The timestamptz that tells how old a row is.';
comment on column core.retention_policies.condition is
    'What must be true of a row as well before it goes; null: nothing.';
