-- core.event_consumers: the consumers of the event log and their positions.
--
-- The row is locked while a batch is read, and the position moves in the consumer's
-- transaction: if that rolls back, the same events are read again.

create table core.event_consumers (
    name text primary key,
    xid xid8 not null,
    id bigint not null,
    moved_at timestamptz not null,
    sql_function text,

    constraint event_consumers_name_check
        check (name ~ '^[a-z_]+\.[a-z0-9_]+$'),
    constraint event_consumers_sql_function_check
        check (sql_function ~ '^[a-z_]+\.[a-z0-9_]+$')
)
with (fillfactor = 50);

alter table core.event_consumers enable row level security;

comment on table core.event_consumers is
    'Consumers of core.events: everything up to (xid, id) is processed.';
comment on column core.event_consumers.sql_function is
    'For dispatch_events: <schema>.<name>(text, integer) returns integer.';
