-- core.webhook_receipts: every message received from a known source.
--
-- Stored raw, in the transaction that enqueues its job: either the message is here with
-- its job, or the sender did not get a 2xx and sends it again.

create table core.webhook_receipts (
    id bigint generated always as identity primary key,
    source text not null references core.webhook_sources (name) on delete restrict,
    message_id text not null,
    headers jsonb not null,
    body text not null,
    traceparent text,
    received_at timestamptz not null,

    unique (source, message_id),
    constraint webhook_receipts_message_id_check
        check (length(message_id) between 1 and 200)
);

-- Retention: messages that were received long ago.
create index webhook_receipts_received_at_idx
on core.webhook_receipts (received_at);

alter table core.webhook_receipts enable row level security;

comment on table core.webhook_receipts is
$$Verified messages from known sources, stored raw and once each.

Retention: core.retention_policies.
$$;
comment on column core.webhook_receipts.body is
    'The exact text that was signed.';
