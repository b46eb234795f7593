-- core.jobs: unfinished jobs: ready, waiting for a time or a turn, or dead.
--
-- A lease changes no indexed column: claiming is a heap-only update, and a running job
-- stays in the index of ready jobs. So claim finds free jobs and those with an expired
-- lease in one index scan and skips running jobs, of which there are never more than
-- the workers hold. A job that may not start yet is not `ready` and is not in that
-- index. `fillfactor` leaves room on the page for the leased version of each row: at
-- 60, a third of them moved to other pages, and claims took 2.5 times as long.
--
-- Only functions of core write here, and the insert is nearly all the work of enqueue:
-- four checks cost as much as the row and its indexes, and a reference to job_kinds
-- would lock the kind. Invariants (job_states_agree, job_kind_known) watch these rules
-- instead.

create table core.jobs (
    id bigint generated always as identity primary key,
    kind text not null,
    queue text not null default 'default',
    payload jsonb not null default '{}',
    priority integer not null default 0,
    status text not null default 'ready',
    wait_reason text,
    run_at timestamptz not null,
    attempts integer not null default 0,
    max_attempts integer not null,
    dedupe_key text,
    concurrency_key text,
    is_limited boolean not null default false,
    token bigint not null default 0,
    leased_by uuid,
    lease_expires_at timestamptz,
    heartbeat_at timestamptz,
    started_at timestamptz,
    cancel_requested_at timestamptz,
    last_error text,
    last_traceback text,
    died_at timestamptz,
    actor uuid,
    traceparent text,
    enqueued_at timestamptz not null
)
with (fillfactor = 45);

-- Serves: claim_jobs, the next ready jobs of a queue, free or with an expired lease.
create index jobs_queue_priority_id_idx
    on core.jobs (queue, priority desc, id)
    where status = 'ready';
-- Serves: claim_jobs and next_job_at, jobs whose wait is over; redrive, dead jobs.
create index jobs_status_run_at_idx
    on core.jobs (status, run_at)
    where status <> 'ready';
-- Serves: enqueue, one unfinished job per key; dead jobs do not count.
create unique index jobs_kind_dedupe_key_idx
    on core.jobs (kind, dedupe_key)
    where dedupe_key is not null and status <> 'dead';
-- Serves: the number of running jobs of a key, and the next one.
create index jobs_concurrency_key_priority_id_idx
    on core.jobs (concurrency_key, priority desc, id)
    where concurrency_key is not null and status <> 'dead';

alter table core.jobs enable row level security;

comment on table core.jobs is
    'Unfinished jobs. Finished ones are in core.finished_jobs, with the same id.';
comment on column core.jobs.status is
    'ready: may start, or runs under a lease; waiting: until run_at; dead: gave up.';
comment on column core.jobs.wait_reason is
    'scheduled, retry, concurrency_key, provider_paused, _rate or _budget.';
comment on column core.jobs.priority is
    'Higher first; equal priorities in the order of enqueueing.';
comment on column core.jobs.is_limited is
    'Has a concurrency key or a provider, so claim checks limits before it starts.';
comment on column core.jobs.token is
    'Fencing token: grows with every lease; only its holder may end or extend it.';
comment on column core.jobs.last_traceback is
    'The end of the traceback of the last failure in a Python handler.';
comment on column core.jobs.leased_by is
    'The worker process that holds the lease: a random id per process.';
