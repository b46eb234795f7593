-- commerce.sync_runs: reconciliations with a source, one row each.

create table commerce.sync_runs (
    id bigint generated always as identity primary key,
    source text not null references commerce.sync_sources (name) on delete cascade,
    kind text not null,
    is_dry_run boolean not null default false,
    status text not null default 'running',
    counts jsonb not null default '{}',
    fault text,
    started_at timestamptz not null,
    finished_at timestamptz,

    constraint sync_runs_kind_check
        check (kind in ('full', 'incremental')),
    constraint sync_runs_status_check
        check (status in ('running', 'succeeded', 'failed', 'interrupted')),
    constraint sync_runs_finished_check
        check ((status = 'running') = (finished_at is null)),
    constraint sync_runs_counts_check
        check (jsonb_typeof(counts) = 'object')
);

-- Serves: sync_status, the last runs of a source; covers the foreign key.
create index sync_runs_source_id_idx on commerce.sync_runs (source, id);

alter table commerce.sync_runs enable row level security;

comment on table commerce.sync_runs is
    'Runs of the reconciliation. interrupted: its process ended before it did.';
comment on column commerce.sync_runs.counts is
    '{pages, pages_differing, records_fetched, applied, kept, conflicts, pushed, …}.';
