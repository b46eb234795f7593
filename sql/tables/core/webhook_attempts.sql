-- core.webhook_attempts: every request that was made, or begun, for a delivery.
--
-- Written when the delivery is claimed, completed when its sender reports: an attempt
-- whose sender died is there too.

create table core.webhook_attempts (
    delivery_id bigint not null
    references core.webhook_deliveries (id) on delete cascade,
    number integer not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome text,
    status_code integer,
    error text,
    latency_ms integer,
    response text,
    response_sha256 text,

    primary key (delivery_id, number),
    constraint webhook_attempts_outcome_check
        check (
            outcome in (
                'delivered', 'refused', 'gone', 'throttled', 'unavailable', 'failed',
                'lost'
            )
            and (outcome is null) = (finished_at is null)
        ),
    constraint webhook_attempts_response_check
        check (
            octet_length(response) <= 4096 and length(error) <= 500
            and response_sha256 ~ '^[0-9a-f]{64}$'
        )
);

alter table core.webhook_attempts enable row level security;
grant select on core.webhook_attempts to authenticated, service_role;
grant select (
    delivery_id, number, started_at, finished_at, outcome, status_code, latency_ms
) on core.webhook_attempts to app_reader;

comment on table core.webhook_attempts is
    'Attempts to deliver: status, latency, the beginning and the hash of the response.';
comment on column core.webhook_attempts.number is
    'The lease of the delivery under which it was made.';
comment on column core.webhook_attempts.outcome is
$$delivered: 2xx. refused: not to be tried again. gone: 410. throttled: asked to wait.
unavailable: no answer in time, or 5xx. failed: another answer. lost: the sender died.$$;
comment on column core.webhook_attempts.latency_ms is
    'From the start of the request to its end. Units: milliseconds.';
comment on column core.webhook_attempts.response is
    'The first 1,024 bytes of the response body, as text.';
comment on column core.webhook_attempts.response_sha256 is
    'SHA-256 of the response body, of its first 65,536 bytes when it was longer.';
