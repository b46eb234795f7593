-- core.idle_workers: idle workers that wait for a NOTIFY.
--
-- NOTIFY takes a lock of the whole database at commit, so writers send one only
-- while this table has a row. Unlogged: after a crash no worker is idle. The row of a
-- killed worker stops counting at expires_at.

create unlogged table core.idle_workers (
    worker uuid primary key,
    signals text[] not null,
    expires_at timestamptz not null
);

alter table core.idle_workers enable row level security;

comment on table core.idle_workers is
    'Idle workers; enqueue and emit notify channel core:jobs only for them.';
comment on column core.idle_workers.signals is
    'Queues that wake the worker, and @events for the event log.';
comment on column core.idle_workers.expires_at is
    'In real time: an idle worker wakes before this and registers again.';
