-- core.webhook_attempts: every attempt to send a delivery, finished or not.
--
-- The row is inserted when the delivery is claimed and completed when the sender
-- reports, so an attempt whose sender crashed has a row too.

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

comment on table core.webhook_attempts is
    'Attempts to deliver: status, latency, and the start and hash of the response.';
comment on column core.webhook_attempts.number is
    'The lease of the delivery during the attempt.';
comment on column core.webhook_attempts.outcome is
$$delivered: 2xx. refused: no retry. gone: 410. throttled: the receiver asked to wait.
unavailable: no timely response, or 5xx. failed: another status. lost: crash.$$;
comment on column core.webhook_attempts.latency_ms is
    'From the start of the request to its end. Units: milliseconds.';
comment on column core.webhook_attempts.response is
    'The first 1,024 bytes of the response body, as text.';
comment on column core.webhook_attempts.response_sha256 is
    'SHA-256 of the response body, or of its first 65,536 bytes if it is longer.';
