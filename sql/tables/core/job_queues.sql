-- core.job_queues: the queues and which of them are paused.

create table core.job_queues (
    name text primary key,
    description text not null,
    paused_until_at timestamptz,
    paused_reason text,

    constraint job_queues_name_check
        check (name ~ '^[a-z][a-z0-9_]*$')
);

alter table core.job_queues enable row level security;

comment on table core.job_queues is
    'Queues of jobs. A job names one; a worker serves all or its configured queues.';
comment on column core.job_queues.paused_until_at is
    'No job is claimed from the queue before; null or a past time: not paused.';
