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
