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
