-- reading.tombstones: deleted progress, so that other devices can delete it too.
--
-- Of a series that was begun again, devices get the row instead; edits from before the
-- deletion stay void (reading._decide_edits). Retention deletes a tombstone.

create table reading.tombstones (
    user_id uuid not null,
    series_id bigint not null,
    deleted_at timestamptz not null,
    version bigint not null,

    primary key (user_id, series_id)
);

-- Retention: progress that was deleted long ago.
create index tombstones_deleted_at_idx on reading.tombstones (deleted_at);

alter table reading.tombstones enable row level security;

comment on table reading.tombstones is
$$Deleted progress, returned by progress_since.

Retention: 90 days, core.retention_policies.
$$;
comment on column reading.tombstones.deleted_at is
    'Edits up to this time are void; later than the last edit of the row.';
comment on column reading.tombstones.version is
    'The version of the reader''s progress at the deletion.';
