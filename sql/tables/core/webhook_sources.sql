-- core.webhook_sources: external senders, and the job kind for their messages.

create table core.webhook_sources (
    name text primary key,
    job_kind text,
    header_prefix text not null default 'webhook',
    is_enabled boolean not null default true,
    created_at timestamptz not null,

    constraint webhook_sources_name_check
        check (name ~ '^[a-z][a-z0-9_.-]{0,62}$'),
    constraint webhook_sources_header_prefix_check
        check (header_prefix ~ '^[a-z][a-z0-9-]{0,30}$')
);

alter table core.webhook_sources enable row level security;

comment on table core.webhook_sources is
    'Senders that receive_webhook accepts; their secrets are in core.webhook_secrets.';
comment on column core.webhook_sources.job_kind is
    'The job for each message, with payload {v, receipt_id, source}; null: no job.';
comment on column core.webhook_sources.header_prefix is
    'Headers are <prefix>-id, <prefix>-timestamp, <prefix>-signature.';
