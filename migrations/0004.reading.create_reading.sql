-- depends: 0001.core.create_core
-- Create the catalogue and the progress of readers.

create schema if not exists reading;
grant usage on schema reading to authenticated, service_role, app_reader;
comment on schema reading is
    'Series and reading progress on many devices. Not exposed.';

-- reading.edit: the place of a reader, according to one device at one time.
--
-- Scales are fixed, so equal edits are equal in every column. Device ids compare by
-- code point, so every client can order them in the same way.

create type reading.edit as (
    chapter numeric (9, 3),
    chapter_label text collate "C",
    page integer,
    percent numeric (5, 2),
    device_id text collate "C",
    rewinds integer,
    updated_at timestamptz
);

comment on type reading.edit is
    'A reader''s place in a series; reading._merge compares two of them.';
comment on column reading.edit.chapter is
    'The chapter as a number, for ordering; null if the series has no chapters.';
comment on column reading.edit.chapter_label is
    'The chapter as the source spells it, such as `12.5 extra`.';
comment on column reading.edit.percent is
    'How much of the series is read. Units: percent, 0 to 100.';
comment on column reading.edit.rewinds is
    'How often the reader went back on purpose, as far as the device knew.';

-- reading.pushed_edit: one item of push_progress, read and checked.

create type reading.pushed_edit as (
    place integer,
    series_id bigint,
    base_version bigint,
    edit reading.edit
);

comment on type reading.pushed_edit is
    'An item of push_progress: its position, 1, 2 …, its series, and the edit itself.';
comment on column reading.pushed_edit.base_version is
    'The version of the row that the reader saw; null if the app did not send it.';

-- reading.rank: an edit as one comparable value; the greater one wins.
--
-- Compared column by column. The first four columns are -1 if the policy ignores them.
-- The last columns make the order total, so two different edits never tie.

create type reading.rank as (
    rewinds integer,
    chapter numeric,
    page integer,
    percent numeric,
    updated_at timestamptz,
    device_id text collate "C",
    last_chapter numeric,
    last_page integer,
    last_percent numeric,
    last_label text collate "C",
    last_rewinds integer
);

comment on type reading.rank is
    'The result of reading._rank for an edit; `>` on it is the rule of a policy.';

-- reading.conflicts: conflicts between two devices: both sides and the winner.

create table reading.conflicts (
    user_id uuid not null,
    series_id bigint not null,
    device_id text not null,
    edited_at timestamptz not null,
    policy text not null,
    edit jsonb not null,
    stored jsonb not null,
    winner text not null,
    found_at timestamptz not null,

    primary key (user_id, series_id, device_id, edited_at),
    constraint conflicts_winner_check
        check (winner in ('edit', 'stored'))
);

-- Retention: conflicts that were found long ago.
create index conflicts_found_at_idx on reading.conflicts (found_at);

-- A reader's conflicts, newest first: list_conflicts.
create index conflicts_user_id_found_at_idx
    on reading.conflicts (user_id, found_at, series_id, device_id, edited_at);

alter table reading.conflicts enable row level security;

comment on table reading.conflicts is
$$Every conflict that push_progress resolved; an edit that is sent again counts once.

Retention: 90 days, core.retention_policies.
$$;
comment on column reading.conflicts.edited_at is
    'When the pushed edit was made; together with device_id it identifies the edit.';
comment on column reading.conflicts.policy is
    'The rule that decided.';
comment on column reading.conflicts.edit is
    'The pushed side: {chapter, chapter_label, page, percent, device_id, …}.';
comment on column reading.conflicts.stored is
    'The other side, of the same shape.';

-- reading.series: the catalogue of series: manga, light novels, novels.

create table reading.series (
    id bigint generated always as identity primary key,
    series_key text not null unique,
    title text not null,
    type text not null,
    status text not null,
    volumes integer,
    chapters integer,
    authors text,
    start_date text,
    end_date text,

    constraint series_series_key_check
        check (series_key ~ '^[a-z0-9][a-z0-9_.:-]{0,99}$'),
    constraint series_title_check
        check (title <> '' and length(title) <= 1000),
    constraint series_type_check
        check (
            type in ('Manga', 'Light Novel', 'One-shot', 'Manhwa', 'Manhua', 'Novel')
        ),
    constraint series_status_check
        check (status in ('Finished', 'Publishing', 'On Hiatus', 'Discontinued')),
    constraint series_volumes_check
        check (volumes > 0),
    constraint series_chapters_check
        check (chapters > 0),
    constraint series_start_date_check
        check (start_date ~ '^[0-9]{4}(-[0-9]{2}){0,2}$'),
    constraint series_end_date_check
        check (end_date ~ '^[0-9]{4}(-[0-9]{2}){0,2}$')
);

alter table reading.series enable row level security;

comment on table reading.series is
    'The catalogue of series; `rowhouse load reading.series` adds to it.';
comment on column reading.series.series_key is
    'The series'' own key in its source; lower case, stable.';
comment on column reading.series.chapters is
    'Number of chapters; null if unknown, as for most series that still appear.';
comment on column reading.series.start_date is
    'As precise as known: YYYY, YYYY-MM or YYYY-MM-DD.';
comment on column reading.series.end_date is
    'As precise as known: YYYY, YYYY-MM or YYYY-MM-DD; null while it still appears.';

-- reading.progress: the place of each reader in each series.
--
-- The owner writes it through api.reading_progress, which stamps the server's time, or
-- through reading.push_progress, which keeps the time of an offline edit. It has only
-- the primary key and one index, since every page turn writes here.

create table reading.progress (
    user_id uuid not null,
    series_id bigint not null references reading.series (id) on delete restrict,
    chapter numeric(9, 3),
    chapter_label text,
    page integer,
    percent numeric(5, 2),
    device_id text not null,
    rewinds integer not null default 0,
    updated_at timestamptz not null,
    version bigint not null,

    primary key (user_id, series_id),
    constraint progress_place_check
        check (num_nonnulls(chapter, page, percent) > 0),
    constraint progress_chapter_check
        check (chapter >= 0 and chapter < 1000000),
    constraint progress_chapter_label_check
        check (chapter_label <> '' and length(chapter_label) <= 100),
    constraint progress_page_check
        check (page >= 0),
    constraint progress_percent_check
        check (percent between 0 and 100),
    constraint progress_device_id_check
        check (device_id <> '' and length(device_id) <= 100),
    constraint progress_rewinds_check
        check (rewinds between 0 and 1000000),
    constraint progress_version_check
        check (version > 0)
);

-- Serves: a reader's latest, newest first.
create index progress_user_id_updated_at_idx on reading.progress (user_id, updated_at);

alter table reading.progress enable row level security;

comment on table reading.progress is
    'One place per reader and series, merged from the edits of all devices.';
comment on constraint progress_series_id_fkey on reading.progress is
$$Not indexed: a series is hardly ever deleted, while page turns are written constantly.
$$;
comment on column reading.progress.chapter is
    'For ordering: 12.5 is between 12 and 13; null if the series has no chapters.';
comment on column reading.progress.chapter_label is
    'The chapter as the source spells it, such as `12.5 extra`.';
comment on column reading.progress.percent is
    'How much of the series is read. Units: percent, 0 to 100.';
comment on column reading.progress.device_id is
    'The device that wrote last; chosen by the app, constant for the device''s life.';
comment on column reading.progress.rewinds is
    'How often the reader went back on purpose; see furthest_unless_same_device.';
comment on column reading.progress.updated_at is
    'When the reader was there; it only grows, except under policy furthest.';
comment on column reading.progress.version is
    'The version of the reader''s progress at the last change of this row.';

-- reading.progress_policies: the merge policy that a reader chose for a series.

create table reading.progress_policies (
    user_id uuid not null,
    series_id bigint not null references reading.series (id) on delete cascade,
    policy text not null,

    primary key (user_id, series_id),
    constraint progress_policies_policy_check
        check (policy in ('lww', 'furthest', 'furthest_unless_same_device'))
);

-- Covers the series_id fkey.
create index progress_policies_series_id_idx on reading.progress_policies (series_id);

alter table reading.progress_policies enable row level security;

comment on table reading.progress_policies is
    'The merge policy of a reader and series; without a row it is lww.';
comment on column reading.progress_policies.policy is
    'lww: the later edit; furthest: the one further in the series; see reading._rank.';

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

-- reading.clock_corrections: edits of devices whose clock ran ahead, with corrected
-- times.
--
-- An edit that is sent twice must stay one edit. Without this table the second push
-- would get a later time than the first and could win over an edit made in between.

create table reading.clock_corrections (
    user_id uuid not null,
    device_id text not null,
    series_id bigint not null,
    claimed_at timestamptz not null,
    corrected_at timestamptz not null,

    primary key (user_id, device_id, series_id, claimed_at),
    constraint clock_corrections_corrected_at_check
        check (corrected_at < claimed_at)
);

-- Retention: edits that no device sends again.
create index clock_corrections_claimed_at_idx on reading.clock_corrections (claimed_at);

alter table reading.clock_corrections enable row level security;

comment on table reading.clock_corrections is
$$Edits with a time more than 5 minutes ahead, and the server's time that replaced it.

Retention: 90 days after the claimed time, core.retention_policies.
$$;

-- reading.tombstones: deleted progress, so that other devices can delete it too.
--
-- A newer row of the same series makes a tombstone void; retention deletes it.

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
