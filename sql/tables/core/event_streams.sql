-- core.event_streams: the latest version of each stream; its row lock orders writers.

create table core.event_streams (
    stream text primary key,
    version bigint not null,
    xid xid8 not null,

    constraint event_streams_version_check
        check (version > 0)
)
with (fillfactor = 70);

alter table core.event_streams enable row level security;

comment on table core.event_streams is
    'One row per stream of events: its latest version and position in the log.';
