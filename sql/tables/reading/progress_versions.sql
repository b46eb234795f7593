-- reading.progress_versions: one row per reader: the version of the reader's progress.
--
-- Every write to a reader's progress locks this row first. So versions are assigned one
-- writer at a time, without a gap, and in the order of the commits.

create table reading.progress_versions (
    user_id uuid primary key,
    version bigint not null default 0,
    forgotten_version bigint not null default 0,
    conflicts bigint not null default 0,

    constraint progress_versions_version_check
        check (version >= 0),
    constraint progress_versions_forgotten_version_check
        check (forgotten_version between 0 and version),
    constraint progress_versions_conflicts_check
        check (conflicts >= 0)
);

alter table reading.progress_versions enable row level security;

comment on table reading.progress_versions is
    'Version of each reader''s progress; written by push_progress and by triggers.';
comment on column reading.progress_versions.version is
    'The newest version of this reader''s progress and tombstones: 1, 2, 3 …';
comment on column reading.progress_versions.forgotten_version is
    'Tombstones up to this version may be purged; an older device starts anew.';
comment on column reading.progress_versions.conflicts is
    'Number of all conflicts ever; reading.conflicts keeps the latest.';
