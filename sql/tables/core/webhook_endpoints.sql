-- core.webhook_endpoints: the receivers of events and the events that they want.
--
-- `app_roles` are the roles of the owner's token when the endpoint was last saved: an
-- endpoint never gets an event that its owner could not read. Values that change with
-- every delivery are in core.webhook_circuits, so this row is rarely updated.

create table core.webhook_endpoints (
    id uuid primary key default gen_random_uuid(),
    owner_id uuid not null,
    is_owner_listed boolean not null default false,
    app_roles text[] not null default '{}',
    url text not null,
    event_types text[] not null,
    description text not null default '',
    status text not null default 'active',
    status_reason text,
    max_concurrency integer not null,
    max_per_second integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint webhook_endpoints_url_check
        check (url ~ '^https?://' and length(url) <= 2000),
    constraint webhook_endpoints_event_types_check
        check (
            cardinality(event_types) between 1 and 50
            and array_position(event_types, null) is null
        ),
    constraint webhook_endpoints_description_check
        check (length(description) <= 500),
    constraint webhook_endpoints_status_check
        check (status in ('active', 'disabled')),
    constraint webhook_endpoints_status_reason_check
        check (
            (status = 'active') = (status_reason is null)
            and coalesce(
                status_reason in ('owner', 'gone', 'failing', 'owner_gone'), true
            )
        ),
    constraint webhook_endpoints_max_concurrency_check
        check (max_concurrency between 1 and 100),
    constraint webhook_endpoints_max_per_second_check
        check (max_per_second between 1 and 1000)
);

-- list_webhooks: one owner's endpoints in the order of their creation.
create index webhook_endpoints_owner_id_created_at_idx
on core.webhook_endpoints (owner_id, created_at);

alter table core.webhook_endpoints enable row level security;

comment on table core.webhook_endpoints is
    'Receivers of events by HTTP, each with its owner, its types and its limits.';
comment on column core.webhook_endpoints.event_types is
    'Patterns: an event type, a prefix of one followed by `.*`, or `*`.';
comment on column core.webhook_endpoints.status_reason is
$$Why it is disabled: owner, gone (responded 410), failing (for too long) or owner_gone
(the user is no longer in auth.users).$$;
comment on column core.webhook_endpoints.is_owner_listed is
    'auth.users had the owner when the endpoint was saved; no row now means deleted.';
comment on column core.webhook_endpoints.max_concurrency is
    'Maximum number of deliveries in progress at once.';
comment on column core.webhook_endpoints.max_per_second is
    'Maximum number of deliveries that start per second.';
