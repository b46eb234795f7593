-- core.canaries: one row per measurement of the time from a commit to a subscriber.
--
-- The worker sends a canary and hears it on the socket of a subscriber. The row is
-- inserted in the transaction that broadcasts it, so a worker that dies afterwards
-- leaves a row without an outcome, which counts for nothing. Retention keeps a day.

create table core.canaries (
    id bigint generated always as identity primary key,
    nonce uuid not null unique default gen_random_uuid(),
    status text not null default 'sent',
    sent_at timestamptz not null,
    took_ms numeric,
    fault text,

    constraint canaries_status_check
        check (status in ('sent', 'arrived', 'failed')),
    constraint canaries_took_ms_check
        check ((status = 'arrived') = (took_ms is not null) and took_ms >= 0),
    constraint canaries_fault_check
        check (
            (status = 'failed') = (fault is not null)
            and length(fault) between 1 and 200
        )
);

-- The window of core._read_canaries, and retention.
create index canaries_sent_at_idx on core.canaries (sent_at);
-- The latest that arrived: the check core.canary_silence.
create index canaries_arrived_idx on core.canaries (sent_at) where status = 'arrived';

alter table core.canaries enable row level security;

comment on table core.canaries is
    'Measurements of the time from a commit to a subscriber of Realtime.';
comment on column core.canaries.nonce is
    'What the message of the canary carries, so that it is known when it arrives.';
comment on column core.canaries.status is
    'sent: no outcome yet, or its worker died; arrived; failed.';
comment on column core.canaries.took_ms is
    'From just after the commit to the receipt. Units: milliseconds.';
comment on column core.canaries.fault is
    'Why none arrived: the channel was not joined, or the time was over.';
