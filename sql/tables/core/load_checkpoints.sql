-- core.load_checkpoints: how far each `rowhouse load` came.
--
-- A batch of rows commits together with its line here, so a load that is killed goes
-- on after the last row it kept. `rejected_bytes` makes the file of rejected rows part
-- of that: what lies beyond it belongs to a batch that never committed.

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
grant select on core.load_checkpoints to service_role, app_reader;

comment on table core.load_checkpoints is
    'One row per file, table and mapping that `rowhouse load` has begun or finished.';
comment on column core.load_checkpoints.key is
    'SHA-256 over the file''s content, the table, the mapping and the constants.';
comment on column core.load_checkpoints.last_line is
    'The last line whose row is committed or rejected; the header is line 1.';
comment on column core.load_checkpoints.rejected_bytes is
    'Length in bytes of the file of rejected rows when this row was written.';
comment on column core.load_checkpoints.finished_at is
    'When the last line was done; null while a load runs or waits to be resumed.';
