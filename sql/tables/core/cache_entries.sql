-- core.cache_entries: responses of cached functions.
--
-- Unlogged, like core.cache_changes, which invalidates it: a crash clears both.
-- `snapshot` is what the computation could see. A committed change that the snapshot
-- does not see invalidates the entry, however the two transactions overlapped.

create unlogged table core.cache_entries (
    cache text not null references core.caches (name) on delete cascade,
    arguments jsonb not null,
    payload jsonb not null,
    etag text not null,
    snapshot pg_snapshot not null,
    computed_at timestamptz not null,
    expires_at timestamptz not null,
    stale_until_at timestamptz not null,
    computed_ms double precision not null,

    primary key (cache, arguments)
);

-- Serves: core.run_prune_cache, which deletes what may not be returned any more.
create index cache_entries_stale_until_at_idx on core.cache_entries (stale_until_at);

alter table core.cache_entries enable row level security;

comment on table core.cache_entries is
    'Responses by cache and arguments; written by core.cached and its jobs only.';
comment on column core.cache_entries.expires_at is
    'End of freshness; after it the response is stale: returned while a job renews it.';
comment on column core.cache_entries.stale_until_at is
    'Until when a stale response may be returned.';
comment on column core.cache_entries.computed_ms is
    'How long it took to compute. Units: milliseconds.';
