-- core.job_providers: external services and the limits on calls to them.
--
-- A token bucket and a daily budget in one row, which claim locks while it admits jobs.

create table core.job_providers (
    name text primary key,
    per_second numeric not null,
    burst integer not null,
    tokens numeric not null,
    refilled_at timestamptz not null default 'epoch',
    daily_budget integer,
    spent integer not null default 0,
    spent_on date not null default 'epoch',
    paused_until_at timestamptz,
    paused_reason text,

    constraint job_providers_name_check
        check (name ~ '^[a-z][a-z0-9_]*$'),
    constraint job_providers_rate_check
        check (per_second > 0 and burst > 0),
    constraint job_providers_tokens_check
        check (tokens between 0 and burst),
    constraint job_providers_budget_check
        check (daily_budget >= 0 and spent >= 0)
);

alter table core.job_providers enable row level security;

comment on table core.job_providers is
    'External services with a rate (token bucket) and a budget of calls per day (UTC).';
comment on column core.job_providers.tokens is
    'Calls that could start at refilled_at; grows by per_second, up to burst.';
comment on column core.job_providers.daily_budget is
    'Maximum number of calls on one day in UTC; null means no limit.';
comment on column core.job_providers.paused_until_at is
    'End of a pause that the service requested (Retry-After); no job starts before.';
