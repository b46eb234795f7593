-- core.cache_changes: which tag was changed by which transaction.
--
-- Insert-only: writers of a tagged table never wait for each other here, as they would
-- for one row with a version. One row a tag and transaction; a job takes old ones away.

create unlogged table core.cache_changes (
    tag text not null,
    xid xid8 not null default pg_current_xact_id(),
    changed_at timestamptz not null default now(),

    primary key (tag, xid)
);

alter table core.cache_changes enable row level security;
grant select on core.cache_changes to service_role, app_reader;

comment on table core.cache_changes is
    'Changes that end cached answers; written by trigger (macro `uncache`).';
