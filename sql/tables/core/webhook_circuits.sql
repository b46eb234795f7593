-- core.webhook_circuits: the changing state of each endpoint: breaker, rate and pause.
--
-- One row per endpoint. Lock order: this row, then the endpoint, then its deliveries.
-- Claiming and finishing deliveries and changing the endpoint all use it.

create table core.webhook_circuits (
    endpoint_id uuid primary key
    references core.webhook_endpoints (id) on delete cascade,
    state text not null default 'closed',
    failures integer not null default 0,
    openings integer not null default 0,
    resume_at timestamptz,
    failing_since_at timestamptz,
    succeeded_at timestamptz,
    tokens double precision not null default 1,
    refilled_at timestamptz not null default '-infinity',
    claimed_at timestamptz,

    constraint webhook_circuits_state_check
        check (state in ('closed', 'open', 'half_open')),
    constraint webhook_circuits_counts_check
        check (failures >= 0 and openings >= 0 and tokens >= 0),
    constraint webhook_circuits_resume_at_check
        check (state <> 'open' or resume_at is not null)
)
with (fillfactor = 70);

alter table core.webhook_circuits enable row level security;

comment on table core.webhook_circuits is
    'Per endpoint: circuit breaker, token bucket, pause requested by the receiver.';
comment on column core.webhook_circuits.state is
    'closed: sends. open: waits until resume_at. half_open: one probe is in progress.';
comment on column core.webhook_circuits.failures is
    'Consecutive failures because the receiver was unavailable.';
comment on column core.webhook_circuits.openings is
    'Times the circuit opened since the last success; each time it stays open longer.';
comment on column core.webhook_circuits.failing_since_at is
    'The first failure after the last success; null while it works.';
comment on column core.webhook_circuits.tokens is
    'Deliveries that could start at refilled_at; grows by max_per_second.';
