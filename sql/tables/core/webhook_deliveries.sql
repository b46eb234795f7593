-- core.webhook_deliveries: one event for one endpoint.
--
-- A delivery is pending until it is delivered or failed. A claim takes a lease: `lease`
-- is the fencing token and grows with each claim, and `next_attempt_at` moves to the
-- end of the lease, so a delivery whose sender crashed becomes due again by itself. The
-- body is stored, since every attempt sends the same bytes, even after the event was
-- dropped.

create table core.webhook_deliveries (
    id bigint generated always as identity primary key,
    endpoint_id uuid not null
    references core.webhook_endpoints (id) on delete cascade,
    event_id bigint not null,
    event_type text not null,
    event_at timestamptz not null,
    topic text,
    body text not null,
    traceparent text,
    status text not null default 'pending',
    step integer not null default 0,
    lease integer not null default 0,
    leased_by uuid,
    leased_until_at timestamptz,
    next_attempt_at timestamptz not null,
    last_outcome text,
    created_at timestamptz not null,
    finished_at timestamptz,

    unique (endpoint_id, event_id),
    constraint webhook_deliveries_status_check
        check (status in ('pending', 'delivered', 'failed')),
    constraint webhook_deliveries_finished_at_check
        check ((status = 'pending') = (finished_at is null)),
    constraint webhook_deliveries_lease_check
        check (
            lease >= 0 and step >= 0
            and num_nulls(leased_by, leased_until_at) in (0, 2)
            and (leased_by is null or status = 'pending')
        )
)
with (fillfactor = 80);

-- claim_webhooks: endpoints with pending deliveries, and their due deliveries.
create index webhook_deliveries_endpoint_id_next_attempt_at_idx
on core.webhook_deliveries (endpoint_id, next_attempt_at, id)
where status = 'pending';
-- claim_webhooks: the number of deliveries in progress at an endpoint.
create index webhook_deliveries_endpoint_id_leased_until_at_idx
on core.webhook_deliveries (endpoint_id, leased_until_at)
where leased_by is not null;
-- list_webhook_deliveries: newest first, of one status.
create index webhook_deliveries_endpoint_id_status_id_idx
on core.webhook_deliveries (endpoint_id, status, id);
-- list_webhook_deliveries: newest first, of any status.
create index webhook_deliveries_endpoint_id_id_idx
on core.webhook_deliveries (endpoint_id, id);
-- Retention: deliveries that finished long ago.
create index webhook_deliveries_finished_at_idx
on core.webhook_deliveries (finished_at)
where finished_at is not null;

alter table core.webhook_deliveries enable row level security;

comment on table core.webhook_deliveries is
$$Deliveries of events to endpoints.

Retention: core.retention_policies, for finished deliveries.
$$;
comment on column core.webhook_deliveries.step is
    'Attempts made in this round; it selects the next delay.';
comment on column core.webhook_deliveries.lease is
    'Fencing token: the number of the latest claim and of its attempt.';
comment on column core.webhook_deliveries.next_attempt_at is
    'When it is due; during an attempt, the end of the lease.';
comment on column core.webhook_deliveries.last_outcome is
$$The outcome of the latest attempt, see core.webhook_attempts.outcome; or why there was
none: forbidden (the owner may no longer read the topic), owner_gone.$$;
comment on column core.webhook_deliveries.topic is
    'Topic of the event; the owner must be allowed to read it at every attempt.';
