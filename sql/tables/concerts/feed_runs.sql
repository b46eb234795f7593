-- concerts.feed_runs: runs of feeds, each with the place that it has reached.
--
-- The cursor moves in the transaction that merges a page, so a run that was killed goes
-- on at its page. token fences: each start raises it, and what an earlier holder sends
-- is refused.

create table concerts.feed_runs (
    id bigint generated always as identity primary key,
    feed text not null references concerts.feeds (name) on delete cascade,
    kind text not null,
    is_dry_run boolean not null default false,
    status text not null default 'running',
    token bigint not null default 1,
    lease_until_at timestamptz,
    cursor jsonb not null,
    counts jsonb not null default '{}',
    notes text[] not null default '{}',
    fault text,
    started_at timestamptz not null,
    progressed_at timestamptz not null,
    finished_at timestamptz,

    constraint feed_runs_kind_check
        check (kind in ('full', 'incremental')),
    constraint feed_runs_status_check
        check (status in ('running', 'paused', 'succeeded', 'interrupted')),
    constraint feed_runs_finished_check
        check ((status in ('running', 'paused')) = (finished_at is null)),
    constraint feed_runs_cursor_check
        check (jsonb_typeof(cursor) = 'object'),
    constraint feed_runs_counts_check
        check (jsonb_typeof(counts) = 'object'),
    constraint feed_runs_notes_check
        check (cardinality(notes) <= 20)
);

-- Serves: the last runs of a feed; covers the foreign key.
create index feed_runs_feed_id_idx on concerts.feed_runs (feed, id);

alter table concerts.feed_runs enable row level security;

comment on table concerts.feed_runs is
    'Runs of feeds. paused: it is put off, or failed; the next start goes on with it.';
comment on column concerts.feed_runs.lease_until_at is
    'A holder without a session is alive until then; null: it holds an advisory lock.';
comment on column concerts.feed_runs.cursor is
    'What is asked for next; its form is that of the feed.';
comment on column concerts.feed_runs.counts is
    '{pages, not_modified, errors, artists_inserted, shows_updated, not_music, …}.';
comment on column concerts.feed_runs.notes is
    'What the run found out about the source, each once.';
