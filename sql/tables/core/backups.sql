-- core.backups: the backups that were taken, and when each was restored for a trial.
--
-- The commands that take and rehearse backups write here, through core.record_backup.
-- A row describes a file elsewhere: health compares its age; nothing reads the file.

create table core.backups (
    label text primary key,
    kind text not null,
    taken_at timestamptz not null,
    size_bytes bigint not null,
    rehearsed_at timestamptz,

    constraint backups_label_check
        check (length(label) between 1 and 1000),
    constraint backups_kind_check
        check (kind in ('logical', 'physical')),
    constraint backups_size_bytes_check
        check (size_bytes >= 0)
);

alter table core.backups enable row level security;

comment on table core.backups is
    'The backups that were taken. Retention: none, one row for each.';
comment on column core.backups.label is
    'The file of a logical backup, the label of a physical one.';
comment on column core.backups.taken_at is
    'The time that the backup has the state of.';
comment on column core.backups.size_bytes is
    'Size of the backup. Units: bytes.';
comment on column core.backups.rehearsed_at is
    'When it was restored, and every invariant held there; null if it was not.';
