-- reading.tombstones: progress that its reader deleted, so that other devices hear of
-- it.
--
-- A newer row of the same series makes a tombstone void; it goes with the others.

create table reading.tombstones (
    user_id uuid not null,
    series_id bigint not null,
    deleted_at timestamptz not null,
    version bigint not null,

    primary key (user_id, series_id)
);

-- Retention: what was deleted long ago.
create index tombstones_deleted_at_idx on reading.tombstones (deleted_at);

alter table reading.tombstones enable row level security;
grant select on reading.tombstones to authenticated, service_role, app_reader;

comment on table reading.tombstones is
$$Deleted progress, told by progress_since.

Retention: 90 days, core.retention_policies.
$$;
comment on column reading.tombstones.deleted_at is
    'Edits up to this time are void; later than every edit that the row had.';
comment on column reading.tombstones.version is
    'The version of the reader''s progress that the deletion made true.';
