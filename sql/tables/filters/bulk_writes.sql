-- filters.bulk_writes: transactions that change very many lines, or find many waiting.
--
-- filters._open_bulk inserts a row; its deferred trigger folds at the end of the
-- transaction and deletes it. A row that others see is one whose transaction could not
-- fold; filters.run_folds does it then.

create table filters.bulk_writes (
    id bigint generated always as identity primary key,
    noted_at timestamptz not null default now()
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100);

alter table filters.bulk_writes enable row level security;
grant select on filters.bulk_writes to authenticated, service_role, app_reader;

comment on table filters.bulk_writes is
    'Bulk writes with changes in filters.bulk_changes; empty nearly always.';
comment on column filters.bulk_writes.noted_at is
    'When the transaction began.';
