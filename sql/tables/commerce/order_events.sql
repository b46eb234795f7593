-- commerce.order_events: what happened to each order, in order; the truth about it.
--
-- A table of its own: core.events is deleted after its retention. The foreign key to
-- commerce.order_transitions keeps each step on a listed path. Versions have no gap,
-- since a writer holds the lock of the order.

create table commerce.order_events (
    order_id bigint not null references commerce.orders (id) on delete restrict,
    version bigint not null,
    type text not null,
    command text not null,
    from_status text not null,
    to_status text not null,
    payload jsonb not null,
    actor_id uuid,
    at timestamptz not null,

    primary key (order_id, version),
    foreign key (from_status, command, to_status)
    references commerce.order_transitions (from_status, command, to_status)
    on delete restrict,
    constraint order_events_version_check
        check (version > 0 and (version = 1) = (from_status = 'new')),
    constraint order_events_type_check
        check (type ~ '^[a-z][a-z_]{0,39}$'),
    constraint order_events_payload_check
        check (jsonb_typeof(payload) = 'object' and payload ? 'v')
);

-- Covers the foreign key of the transition.
create index order_events_from_status_command_to_status_idx
    on commerce.order_events (from_status, command, to_status);

alter table commerce.order_events enable row level security;

comment on table commerce.order_events is
    'The event stream of each order; append-only. core.events has a copy for readers.';
comment on column commerce.order_events.version is
    'From 1, without a gap; expected_version of a command is the last one.';
comment on column commerce.order_events.payload is
    'v is the version of its format; the rest depends on the type.';
comment on column commerce.order_events.actor_id is
    'Who gave the command; null: a server.';
