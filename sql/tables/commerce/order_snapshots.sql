-- commerce.order_snapshots: a state of a long stream, from which a fold can start.

create table commerce.order_snapshots (
    order_id bigint not null,
    version bigint not null,
    state jsonb not null,

    primary key (order_id, version),
    foreign key (order_id, version)
    references commerce.order_events (order_id, version) on delete restrict,
    constraint order_snapshots_state_check
        check ((state ->> 'version')::bigint = version)
);

alter table commerce.order_snapshots enable row level security;

comment on table commerce.order_snapshots is
    'The fold of an order up to its last version that is a multiple of setting '
    'commerce.order_snapshot_events; one row for each order.';
