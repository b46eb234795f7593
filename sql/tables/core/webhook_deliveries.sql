-- core.webhook_deliveries: one event on its way to one endpoint.
--
-- A state machine of its own: pending until delivered or failed. A claim takes a
-- lease: `lease` is the fencing token and grows with each claim, `next_attempt_at`
-- moves to the end of the lease, so that a delivery whose sender died is due again by
-- itself. The body is kept, since every attempt sends the same bytes, also after the
-- event is gone.

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

-- claim_webhooks: which endpoints have something pending, and what is due there.
create index webhook_deliveries_endpoint_id_next_attempt_at_idx
on core.webhook_deliveries (endpoint_id, next_attempt_at, id)
where status = 'pending';
-- claim_webhooks: how many are under way at an endpoint.
create index webhook_deliveries_endpoint_id_leased_until_at_idx
on core.webhook_deliveries (endpoint_id, leased_until_at)
where leased_by is not null;
-- list_webhook_deliveries: newest first, of one status.
create index webhook_deliveries_endpoint_id_status_id_idx
on core.webhook_deliveries (endpoint_id, status, id);
-- list_webhook_deliveries: newest first, of any status.
create index webhook_deliveries_endpoint_id_id_idx
on core.webhook_deliveries (endpoint_id, id);
-- Retention: what has been finished for long.
create index webhook_deliveries_finished_at_idx
on core.webhook_deliveries (finished_at)
where finished_at is not null;

alter table core.webhook_deliveries enable row level security;
grant select on core.webhook_deliveries to authenticated, service_role;
grant select (
    id, endpoint_id, event_id, event_type, event_at, status, step, lease, leased_by,
    leased_until_at, next_attempt_at, last_outcome, created_at, finished_at
) on core.webhook_deliveries to app_reader;

comment on table core.webhook_deliveries is
$$Events on their way to endpoints.

Retention: core.retention_policies, for what has finished.
$$;
comment on column core.webhook_deliveries.step is
    'Attempts made in this round: the next delay of the ladder.';
comment on column core.webhook_deliveries.lease is
    'Fencing token: which claim holds or held it; the number of the latest attempt.';
comment on column core.webhook_deliveries.next_attempt_at is
    'When it is due; while a sender has it, the end of the lease.';
comment on column core.webhook_deliveries.last_outcome is
$$What the latest attempt came to, see core.webhook_attempts.outcome; or why there was
none: forbidden (the owner may no longer read the topic), owner_gone.$$;
comment on column core.webhook_deliveries.topic is
    'Of the event; the owner must still be let read it when an attempt begins.';
