-- core.job_kinds: the kinds of jobs, their handlers and their retries.

create table core.job_kinds (
    kind text primary key,
    handler text not null,
    sql_function text,
    provider text references core.job_providers (name) on delete restrict,
    max_attempts integer not null default 10,
    backoff_seconds integer not null default 5,
    backoff_cap_seconds integer not null default 3600,
    concurrency integer not null default 1,
    description text not null,
    handled_at timestamptz,

    constraint job_kinds_kind_check
        check (kind ~ '^[a-z_]+\.[a-z0-9_]+$'),
    constraint job_kinds_handler_check
        check (
            handler in ('sql', 'python')
            and (handler = 'sql') = (sql_function is not null)
        ),
    constraint job_kinds_sql_function_check
        check (sql_function ~ '^[a-z_]+\.[a-z0-9_]+$'),
    constraint job_kinds_attempts_check
        check (max_attempts > 0),
    constraint job_kinds_backoff_check
        check (backoff_seconds >= 0 and backoff_cap_seconds >= backoff_seconds),
    constraint job_kinds_concurrency_check
        check (concurrency > 0)
);

-- Serves: the kinds of a provider, when the provider is changed or removed.
create index job_kinds_provider_idx on core.job_kinds (provider);

alter table core.job_kinds enable row level security;

comment on table core.job_kinds is
    'Kinds of jobs, seeded by the module that owns each.';
comment on column core.job_kinds.sql_function is
    'A function <schema>.<name>(p_job core.jobs), run as its owner; no result is kept.';
comment on column core.job_kinds.handled_at is
    'When a worker last reported that it has the Python handler.';
comment on column core.job_kinds.provider is
    'The external service that each run calls once.';
comment on column core.job_kinds.backoff_seconds is
    'Wait after the first failure, in seconds; doubles, with jitter, up to the cap.';
comment on column core.job_kinds.backoff_cap_seconds is
    'Longest wait between two attempts, in seconds.';
comment on column core.job_kinds.concurrency is
    'How many jobs of one concurrency key may run at a time.';
