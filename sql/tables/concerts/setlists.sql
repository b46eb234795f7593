-- concerts.setlists: the songs of a show: those that are wished, those that were
-- played.

create table concerts.setlists (
    id bigint generated always as identity primary key,
    show_id bigint not null references concerts.shows (id) on delete restrict,
    kind text not null default 'wished',
    source_url text,
    source_version text,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    unique (show_id, kind),
    constraint setlists_kind_check
        check (kind in ('wished', 'played')),
    constraint setlists_source_url_check
        check (source_url ~ '^https?://' and length(source_url) <= 2000),
    constraint setlists_source_version_check
        check (length(source_version) <= 100)
);

alter table concerts.setlists enable row level security;

comment on table concerts.setlists is
    'Setlists. Public. A played one comes from setlist.fm, which asks for a link.';
comment on column concerts.setlists.source_url is
    'The page to link to where the setlist is shown.';
comment on column concerts.setlists.source_version is
    'The version of the source that was read.';
