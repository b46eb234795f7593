-- core.retention_policies: how long the rows of a table are kept.
--
-- A release seeds the row; `keep` and `is_enabled` belong to the operator. `condition`
-- is text from a release that becomes part of a statement; no other role may write it.

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
        check (length(table_name) between 3 and 200),
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

comment on table core.retention_policies is
    'One row per table with retention: whole partitions, or rows older than `keep`.';
comment on column core.retention_policies.column_name is
    'The timestamptz column that gives the age of a row.';
comment on column core.retention_policies.condition is
    'An additional condition for deleting a row; null: none.';
