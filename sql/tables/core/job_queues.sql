-- core.job_queues: the queues there are, and which of them rest.

create table core.job_queues (
    name text primary key,
    description text not null,
    paused_until_at timestamptz,
    paused_reason text,

    constraint job_queues_name_check
        check (name ~ '^[a-z][a-z0-9_]*$')
);

alter table core.job_queues enable row level security;
grant select on core.job_queues to service_role, app_worker, app_reader;

comment on table core.job_queues is
    'Queues of jobs. A job names one; a worker serves all of them or those it is told.';
comment on column core.job_queues.paused_until_at is
    'Nothing is claimed from the queue before; null and the past mean now.';
