-- core.load_checkpoints: the progress of each `rowhouse load`.
--
-- A batch of rows and its update here commit together, so a load that was killed
-- resumes after the last committed row. `rejected_bytes` includes the file of rejected
-- rows in that: bytes beyond it belong to a batch that never committed.

create table core.load_checkpoints (
    key text primary key,
    table_name text not null,
    file_name text not null,
    last_line bigint not null default 0,
    rows_read bigint not null default 0,
    rows_inserted bigint not null default 0,
    rows_rejected bigint not null default 0,
    rejected_bytes bigint not null default 0,
    started_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    finished_at timestamptz,

    constraint load_checkpoints_key_check
        check (key ~ '^[0-9a-f]{64}$'),
    constraint load_checkpoints_counts_check
        check (
            last_line >= 0
            and rows_inserted >= 0
            and rejected_bytes >= 0
            and rows_rejected between 0 and rows_read
        )
);

alter table core.load_checkpoints enable row level security;

comment on table core.load_checkpoints is
    'One row per file, table and mapping that `rowhouse load` has started or finished.';
comment on column core.load_checkpoints.key is
    'SHA-256 over the file''s content, the table, the mapping and the constants.';
comment on column core.load_checkpoints.last_line is
    'The last line whose row is committed or rejected; the header is line 1.';
comment on column core.load_checkpoints.rejected_bytes is
    'Length in bytes of the file of rejected rows when this row was written.';
comment on column core.load_checkpoints.finished_at is
    'When the last line was loaded; null while a load runs or can be resumed.';
