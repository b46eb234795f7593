-- core.retention_runs: what each run of retention deleted, or would have deleted.

create table core.retention_runs (
    id bigint generated always as identity primary key,
    table_name text not null references core.retention_policies (table_name)
        on delete cascade,
    ran_at timestamptz not null,
    cutoff_at timestamptz not null,
    is_dry_run boolean not null,
    outcome text not null,
    partitions text[] not null default '{}',
    rows bigint not null default 0,
    has_more boolean not null default false,
    detail text,

    constraint retention_runs_outcome_check
        check (outcome in ('done', 'held', 'disabled', 'failed'))
);

-- The report: latest runs of a table; also covers the table_name fkey.
create index retention_runs_table_name_id_idx
    on core.retention_runs (table_name, id desc);

-- Retention of this table itself.
create index retention_runs_ran_at_idx on core.retention_runs (ran_at);

alter table core.retention_runs enable row level security;

comment on table core.retention_runs is
    'One row per table and run; the report of retention.';
comment on column core.retention_runs.rows is
    'Rows deleted, or counted by a dry run; without the rows of dropped partitions.';
comment on column core.retention_runs.has_more is
    'True if the batch was full, so that another run follows.';
