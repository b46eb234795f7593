-- concerts.shows: an artist at a venue on a day.
--
-- Votes close when the show starts: at starts_at, or, where only the day is known, when
-- the day begins in the show's time zone. closes_at is computed by a trigger, as the
-- rules of a time zone may change.

create table concerts.shows (
    id bigint generated always as identity primary key,
    artist_id bigint not null references concerts.artists (id) on delete restrict,
    venue_id bigint references concerts.venues (id) on delete restrict,
    show_on date not null,
    starts_at timestamptz,
    timezone text not null default 'UTC',
    closes_at timestamptz not null,
    status text not null default 'scheduled',
    title text,
    url text,
    curated_columns text[] not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint shows_show_on_check
        check (show_on between '1900-01-02' and '2999-12-31'),
    constraint shows_starts_at_check
        check (starts_at between '1900-01-01T00:00Z' and '3000-01-01T23:59Z'),
    constraint shows_timezone_check
        check (length(timezone) between 1 and 100),
    constraint shows_status_check
        check (status in ('scheduled', 'postponed', 'rescheduled', 'cancelled')),
    constraint shows_title_check
        check (length(title) between 1 and 500),
    constraint shows_url_check
        check (url ~ '^https?://' and length(url) <= 2000)
);

-- An artist plays once a day at a venue, known or not.
create unique index shows_artist_id_venue_id_show_on_idx
    on concerts.shows (artist_id, venue_id, show_on) nulls not distinct;
-- Serves: the shows at a venue; covers the foreign key.
create index shows_venue_id_show_on_idx on concerts.shows (venue_id, show_on);
-- Serves: the shows near in time, for trends.
create index shows_show_on_id_idx on concerts.shows (show_on, id);

alter table concerts.shows enable row level security;

comment on table concerts.shows is
    'Shows. Public. 1900-01-01 is the day that feeds send for an unknown one, so it is '
    'refused.';
comment on column concerts.shows.timezone is
    'The show''s own time zone; an IANA name.';
comment on column concerts.shows.closes_at is
    'When votes close: the start, or the first moment of the day.';
comment on column concerts.shows.curated_columns is
    'Columns that a curator has set; feeds do not change them.';
