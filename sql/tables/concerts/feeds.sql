-- concerts.feeds: the public APIs that shows, artists and setlists are read from.
--
-- A feed without a key is never run and never connected, so no check complains of it.

create table concerts.feeds (
    name text primary key,
    provider text not null references core.job_providers (name) on delete restrict,
    job_kind text not null,
    period_seconds integer not null,
    connected_at timestamptz,
    called_at timestamptz,

    constraint feeds_name_check
        check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint feeds_period_seconds_check
        check (period_seconds > 0)
);

-- Covers the foreign key.
create index feeds_provider_idx on concerts.feeds (provider);

alter table concerts.feeds enable row level security;

comment on table concerts.feeds is
    'Sources of concerts, seeded; each has a provider with its rate and daily budget.';
comment on column concerts.feeds.period_seconds is
    'How often it should succeed.';
comment on column concerts.feeds.connected_at is
    'When its first run began; null: it has never been used.';
comment on column concerts.feeds.called_at is
    'When concerts.call_sync last called the edge function for it.';
