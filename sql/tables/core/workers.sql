-- core.workers: when each worker last gave a sign of life.
--
-- A worker writes its row every ten seconds and deletes it when it stops as asked. So a
-- row that grows old is a worker that was killed or hangs. Logged, unlike
-- core.idle_workers: a health check reads it on a standby, too.

create table core.workers (
    worker uuid primary key,
    host text not null,
    pid integer not null,
    seen_at timestamptz not null
);

alter table core.workers enable row level security;

comment on table core.workers is
    'Workers that have not stopped as asked; core.worker_silence reads it.';
comment on column core.workers.host is
    'The name of the machine or container that the worker runs on.';
comment on column core.workers.pid is
    'The process, as the host counts it.';
