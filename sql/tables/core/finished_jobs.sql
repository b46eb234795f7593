-- core.finished_jobs: finished jobs, partitioned by day; old days are dropped.

create table core.finished_jobs (
    id bigint not null,
    kind text not null,
    queue text not null,
    outcome text not null,
    payload jsonb not null,
    result jsonb,
    error text,
    attempts integer not null,
    worker uuid,
    actor uuid,
    traceparent text,
    enqueued_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz not null,

    primary key (id, finished_at),
    constraint finished_jobs_outcome_check
        check (outcome in ('succeeded', 'cancelled'))
)
partition by range (finished_at);

-- For rows whose partition was not created in time.
create table core.finished_jobs_default partition of core.finished_jobs default;

alter table core.finished_jobs enable row level security;
alter table core.finished_jobs_default enable row level security;

comment on table core.finished_jobs is
$$Jobs that succeeded or were cancelled, in partitions by day.

Retention: `keep` in core.partitioned_tables; whole days are dropped.
$$;
comment on column core.finished_jobs.worker is
    'The process that ran it last; null if it never started.';
