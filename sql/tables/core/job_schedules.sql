-- core.job_schedules: recurring jobs.
--
-- The worker computes ticks with a cron library in the time zone of the schedule. The
-- database claims each tick in one statement, so it is taken once.

create table core.job_schedules (
    name text primary key,
    kind text not null references core.job_kinds (kind) on delete cascade,
    queue text not null default 'default'
    references core.job_queues (name) on delete restrict,
    cron text not null,
    timezone text not null default 'UTC',
    payload jsonb not null default '{}',
    missed text not null default 'skip',
    is_enabled boolean not null default true,
    next_run_at timestamptz,
    last_run_at timestamptz,

    constraint job_schedules_name_check
        check (name ~ '^[a-z_]+\.[a-z0-9_]+$'),
    constraint job_schedules_cron_check
        check (cron ~ '^\S+( \S+){4,5}$'),
    constraint job_schedules_missed_check
        check (missed in ('skip', 'once'))
);

-- Serves: the schedules of a kind, when the kind is removed.
create index job_schedules_kind_idx on core.job_schedules (kind);
-- Serves: the schedules of a queue, when the queue is removed.
create index job_schedules_queue_idx on core.job_schedules (queue);

alter table core.job_schedules enable row level security;

comment on table core.job_schedules is
    'Schedules: a cron expression in a time zone, and the job that each tick enqueues.';
comment on column core.job_schedules.missed is
    'Ticks missed without a worker: skip them, or run once for all of them.';
comment on column core.job_schedules.next_run_at is
    'The next tick; null until a worker has computed it.';
