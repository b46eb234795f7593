-- core.event_types: the types of events, each with topic and shape of its payload.
--
-- core.emit does not read it: a lookup in each write would protect documentation only.
-- An invariant compares the log with it, and so do the tests.

create table core.event_types (
    type text primary key,
    topic text not null,
    payload text not null,
    description text not null,

    constraint event_types_type_check
        check (type ~ '^[a-z_]+\.[a-z_]+\.[a-z_]+$'),
    constraint event_types_topic_check
        check (topic ~ '^[a-z_]+:[a-z_<> ]+(:<.+>)?$'),
    constraint event_types_payload_check
        check (payload ~ '^\{v: integer')
);

alter table core.event_types enable row level security;

comment on table core.event_types is
    'The catalogue of events; docs/reference/events.md and asyncapi.json come from it.';
comment on column core.event_types.topic is
    'The topic, with placeholders such as <order id>.';
comment on column core.event_types.payload is
    'The shape of the payload, in the notation of docs/CONVENTIONS.md.';
