-- filters.bulk_writes: transactions that change many lines, or find a large backlog.
--
-- filters._open_bulk inserts a row; its deferred trigger folds at the end of the
-- transaction and deletes it. A row that other transactions can see belongs to one that
-- could not fold; filters.run_folds folds it then.

create table filters.bulk_writes (
    id bigint generated always as identity primary key,
    noted_at timestamptz not null default now()
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100);

alter table filters.bulk_writes enable row level security;

comment on table filters.bulk_writes is
    'Bulk writes with changes in filters.bulk_changes; nearly always empty.';
comment on column filters.bulk_writes.noted_at is
    'When the transaction began.';
