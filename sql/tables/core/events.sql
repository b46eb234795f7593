-- core.events: the event log; an event is written in the transaction that it reports.
--
-- Read in the order (xid, id), and only below the xmin of a snapshot: every transaction
-- below it has ended, so no event can appear behind a reader. `xid` is the writing
-- transaction; in a stream it is the stream's latest xid if that is greater, so the
-- versions of a stream are read in order too. An event never changes.

create table core.events (
    id bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    type text not null,
    topic text not null,
    entity_id text,
    payload jsonb not null,
    stream text,
    version bigint,
    actor uuid,
    traceparent text,
    at timestamptz not null,

    primary key (id, at),
    constraint events_type_check
        check (type ~ '^[a-z_]+\.[a-z_]+\.[a-z_]+$'),
    constraint events_topic_check
        check (topic ~ '^[a-z_]+:[a-z_]+(:.+)?$'),
    constraint events_payload_check
        check (jsonb_typeof(payload) = 'object'),
    constraint events_version_check
        check ((stream is null) = (version is null))
)
partition by range (at);

-- Serves: read_events, the log in commit order.
create index events_xid_id_idx on core.events (xid, id);
-- Serves: changes_since, one topic in commit order.
create index events_topic_xid_id_idx on core.events (topic, xid, id);
-- Serves: one stream in the order of its versions; the counter makes them unique.
create unique index events_stream_version_at_idx
    on core.events (stream, version, at)
    where stream is not null;

-- For rows whose partition was not created in time.
create table core.events_default partition of core.events default;

alter table core.events enable row level security;
alter table core.events_default enable row level security;

comment on table core.events is
$$The event log, in partitions by day. Append-only.

Retention: `keep` in core.partitioned_tables; whole days are dropped.
$$;
comment on column core.events.type is '<module>.<entity>.<past tense>.';
comment on column core.events.topic is
    '<module>:<entity>[:<id>]; core.topic_rules decides who may read it.';
comment on column core.events.xid is
    'With id, the order of the log: usually the id of the writing transaction.';
comment on column core.events.version is
    'Position in the stream: 1, 2, 3 … without a gap; null without a stream.';
