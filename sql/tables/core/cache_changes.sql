-- core.cache_changes: which transaction changed which cache tag.
--
-- Insert-only: writers of a tagged table do not wait for each other, as they would for
-- one row with a version. One row per tag and transaction; a job deletes old ones.

create unlogged table core.cache_changes (
    tag text not null,
    xid xid8 not null default pg_current_xact_id(),
    changed_at timestamptz not null default now(),

    primary key (tag, xid)
);

alter table core.cache_changes enable row level security;

comment on table core.cache_changes is
    'Changes that invalidate cached responses; written by triggers.';
