-- core.event_low_watermarks: the newest event that retention has dropped, one row.

create table core.event_low_watermarks (
    log text primary key default 'events',
    xid xid8 not null default '0',
    id bigint not null default 0,
    dropped_at timestamptz,
    era integer not null default 0,

    constraint event_low_watermarks_log_check
        check (log = 'events')
);

alter table core.event_low_watermarks enable row level security;

comment on table core.event_low_watermarks is
    'A consumer that has not read past this event has lost events: read_events fails.';
comment on column core.event_low_watermarks.era is
    'How often the log was restored; a cursor of an earlier era is invalid.';
