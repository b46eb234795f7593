-- depends: 0001.core.create_core
-- Create artists, shows, setlists, votes and trends.

create schema if not exists concerts;
grant usage on schema concerts
to anon, authenticated, service_role, app_worker, app_reader;
comment on schema concerts is
    'Artists, venues, shows, songs, setlists, votes and trends. Not exposed.';

-- concerts.artists: who plays.
--
-- Feeds write what they know; what a curator has changed is listed in curated_columns,
-- and feeds keep it.

create table concerts.artists (
    id bigint generated always as identity primary key,
    name text not null,
    ticketmaster_id text,
    popularity integer,
    genres text[] not null default '{}',
    image_url text,
    curated_columns text[] not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint artists_name_check
        check (length(name) between 1 and 300 and name ~ '[^[:space:]]'),
    constraint artists_ticketmaster_id_check
        check (length(ticketmaster_id) between 1 and 100),
    constraint artists_popularity_check
        check (popularity between 0 and 100),
    constraint artists_genres_check
        check (cardinality(genres) <= 50),
    constraint artists_image_url_check
        check (image_url ~ '^https://' and length(image_url) <= 2000)
);

-- An artist of Ticketmaster is there once; homonyms without an id may be several.
create unique index artists_name_ticketmaster_id_idx
    on concerts.artists (lower(name), ticketmaster_id);
-- Serves: the popular artists that trends begin with.
create index artists_popularity_id_idx
    on concerts.artists (popularity desc, id) where popularity is not null;

alter table concerts.artists enable row level security;

comment on table concerts.artists is
    'Artists. Public.';
comment on column concerts.artists.popularity is
    'Spotify''s popularity, where it is known. Units: 0 to 100.';
comment on column concerts.artists.curated_columns is
    'Columns that a curator has set; feeds do not change them.';

-- concerts.external_ids: what a record is called by the sources it came from.
--
-- A record may have several ids of one source. An artist of an event that names none has
-- the id name:<name>. The record has no foreign key, as the
-- table is that of the entity.

create table concerts.external_ids (
    source text not null,
    entity text not null,
    external_id text not null,
    record_id bigint not null,
    seen_at timestamptz not null,
    said jsonb,
    fields_seen jsonb not null default '{}',

    primary key (source, entity, external_id),
    constraint external_ids_source_check
        check (source in ('ticketmaster', 'spotify', 'setlistfm', 'musicbrainz')),
    constraint external_ids_entity_check
        check (entity in ('artist', 'venue', 'show', 'song', 'setlist')),
    constraint external_ids_external_id_check
        check (length(external_id) between 1 and 200),
    constraint external_ids_said_check
        check (jsonb_typeof(said) = 'object'),
    constraint external_ids_fields_seen_check
        check (jsonb_typeof(fields_seen) = 'object')
);

-- Serves: the ids of a record.
create index external_ids_entity_record_id_idx
    on concerts.external_ids (entity, record_id);

alter table concerts.external_ids enable row level security;

comment on table concerts.external_ids is
    'Ids of records at their sources. Public.';
comment on column concerts.external_ids.record_id is
    'The id in the table of the entity.';
comment on column concerts.external_ids.seen_at is
    'When a feed last sent it, to the hour.';
comment on column concerts.external_ids.said is
    'Show, setlist: what the source last said, as it was read; one of several ids decides.';
comment on column concerts.external_ids.fields_seen is
    '{field: time}: when the source last sent a field that may stop coming, to the hour.';

-- concerts.feeds: the public APIs that shows, artists and setlists are read from.
--
-- A feed without a key is never run and never connected, so no check complains of it.

create table concerts.feeds (
    name text primary key,
    provider text not null references core.job_providers (name) on delete restrict,
    job_kind text not null,
    period_seconds integer not null,
    connected_at timestamptz,

    constraint feeds_name_check
        check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint feeds_period_seconds_check
        check (period_seconds > 0)
);

-- Covers the foreign key.
create index feeds_provider_idx on concerts.feeds (provider);

alter table concerts.feeds enable row level security;

comment on table concerts.feeds is
    'Sources of concerts, seeded; each has a provider with its rate and daily budget.';
comment on column concerts.feeds.period_seconds is
    'How often it should succeed.';
comment on column concerts.feeds.connected_at is
    'When its first run began; null: it has never been used.';

-- concerts.venues: where shows are.

create table concerts.venues (
    id bigint generated always as identity primary key,
    name text not null,
    city text,
    state text,
    country text,
    latitude double precision,
    longitude double precision,
    timezone text not null default 'UTC',
    curated_columns text[] not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint venues_name_check
        check (length(name) between 1 and 300 and name ~ '[^[:space:]]'),
    constraint venues_city_check
        check (length(city) <= 200),
    constraint venues_state_check
        check (length(state) <= 200),
    constraint venues_country_check
        check (country ~ '^[A-Z]{2}$'),
    constraint venues_latitude_check
        check (latitude between -90 and 90 and (latitude is null) = (longitude is null)),
    constraint venues_longitude_check
        check (longitude between -180 and 180),
    constraint venues_timezone_check
        check (length(timezone) between 1 and 100)
);

-- Serves: venues of a name, for merges and curators.
create index venues_name_idx on concerts.venues (lower(name), lower(city));

alter table concerts.venues enable row level security;

comment on table concerts.venues is
    'Venues. Public.';
comment on column concerts.venues.timezone is
    'Where the days of its shows begin; an IANA name.';
comment on column concerts.venues.curated_columns is
    'Columns that a curator has set; feeds do not change them.';

-- concerts.vote_changes: votes that trends and live updates have not taken yet.
--
-- Only inserted by voters, so they never wait for each other here;
-- concerts.run_fold_votes takes the rows, adds them to concerts.artist_heats and emits
-- one event for each setlist.

create table concerts.vote_changes (
    id bigint generated always as identity primary key,
    setlist_song_id bigint not null,
    voted_at timestamptz not null,
    change integer not null,

    constraint vote_changes_change_check
        check (change in (-1, 1))
);

alter table concerts.vote_changes enable row level security;

comment on table concerts.vote_changes is
    'A queue of votes and withdrawals, emptied about four times a second.';
comment on column concerts.vote_changes.change is '1: a vote; -1: its withdrawal.';

-- concerts.artist_heats: how much an artist is voted for lately.
--
-- Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: Forward Decay, ICDE 2009): a vote
-- counts exp(rate * (its time - 2020)), so old rows are never rewritten and the order of
-- two artists changes by votes only. The sum is kept as its logarithm.

create table concerts.artist_heats (
    artist_id bigint primary key references concerts.artists (id) on delete cascade,
    votes bigint not null,
    heat double precision not null,

    constraint artist_heats_votes_check
        check (votes > 0),
    constraint artist_heats_heat_check
        check (heat between -1e6 and 1e6)
);

-- Serves: the artists that are voted for most lately.
create index artist_heats_heat_idx on concerts.artist_heats (heat desc);

alter table concerts.artist_heats enable row level security;

comment on table concerts.artist_heats is
    'Decayed votes of artists, for trends. Public.';
comment on column concerts.artist_heats.heat is
    'ln of the sum over votes of exp(rate * seconds since 2020-01-01); the rate is that of '
    'the setting concerts.half_life_days.';

-- concerts.feed_runs: runs of feeds, each with the place that it has reached.
--
-- The cursor moves in the transaction that merges a page, so a run that was killed goes on
-- at its page. token fences: each start raises it, and what an earlier holder sends is
-- refused.

create table concerts.feed_runs (
    id bigint generated always as identity primary key,
    feed text not null references concerts.feeds (name) on delete cascade,
    kind text not null,
    is_dry_run boolean not null default false,
    status text not null default 'running',
    token bigint not null default 1,
    lease_until_at timestamptz,
    cursor jsonb not null,
    counts jsonb not null default '{}',
    notes text[] not null default '{}',
    fault text,
    started_at timestamptz not null,
    progressed_at timestamptz not null,
    finished_at timestamptz,

    constraint feed_runs_kind_check
        check (kind in ('full', 'incremental')),
    constraint feed_runs_status_check
        check (status in ('running', 'paused', 'succeeded', 'interrupted')),
    constraint feed_runs_finished_check
        check ((status in ('running', 'paused')) = (finished_at is null)),
    constraint feed_runs_cursor_check
        check (jsonb_typeof(cursor) = 'object'),
    constraint feed_runs_counts_check
        check (jsonb_typeof(counts) = 'object'),
    constraint feed_runs_notes_check
        check (cardinality(notes) <= 20)
);

-- Serves: the last runs of a feed; covers the foreign key.
create index feed_runs_feed_id_idx on concerts.feed_runs (feed, id);

alter table concerts.feed_runs enable row level security;

comment on table concerts.feed_runs is
    'Runs of feeds. paused: it is put off, or failed; the next start goes on with it.';
comment on column concerts.feed_runs.lease_until_at is
    'A holder without a session is alive until then; null: it holds an advisory lock.';
comment on column concerts.feed_runs.cursor is
    'What is asked for next; its form is that of the feed.';
comment on column concerts.feed_runs.counts is
    '{pages, not_modified, errors, artists_inserted, shows_updated, not_music, …}.';
comment on column concerts.feed_runs.notes is
    'What the run found out about the source, each once.';

-- concerts.shows: an artist at a venue on a day.
--
-- Votes close when the show starts: at starts_at, or, where only the day is known, when
-- the day begins in the show's time zone. closes_at is computed by a trigger, as a
-- time zone is no constant.

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

-- concerts.songs: what an artist plays, own songs and covers.

create table concerts.songs (
    id bigint generated always as identity primary key,
    artist_id bigint not null references concerts.artists (id) on delete restrict,
    title text not null,
    cover_of text,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint songs_title_check
        check (length(title) between 1 and 500 and title ~ '[^[:space:]]'),
    constraint songs_cover_of_check
        check (length(cover_of) between 1 and 300)
);

-- A song of an artist is there once; covers the foreign key.
create unique index songs_artist_id_title_idx on concerts.songs (artist_id, lower(title));

alter table concerts.songs enable row level security;

comment on table concerts.songs is
    'Songs of artists. Public.';
comment on column concerts.songs.cover_of is
    'The artist whose song it is, where that is another one.';

-- concerts.feed_errors: what a run could not read, and requests that failed.

create table concerts.feed_errors (
    id bigint generated always as identity primary key,
    feed_run_id bigint not null references concerts.feed_runs (id) on delete cascade,
    kind text not null,
    path text,
    external_id text,
    detail text not null,
    happened_at timestamptz not null,

    constraint feed_errors_kind_check
        check (kind ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint feed_errors_path_check
        check (length(path) <= 300),
    constraint feed_errors_external_id_check
        check (length(external_id) <= 200),
    constraint feed_errors_detail_check
        check (length(detail) <= 500)
);

-- Serves: the errors of a run, by kind; covers the foreign key.
create index feed_errors_feed_run_id_kind_idx on concerts.feed_errors (feed_run_id, kind);
-- Serves: the retention.
create index feed_errors_happened_at_idx on concerts.feed_errors (happened_at);

alter table concerts.feed_errors enable row level security;

comment on table concerts.feed_errors is
    'Errors of feeds: of a record (shape, value), or of a request (http_500, timeout, …).';
comment on column concerts.feed_errors.path is
    'Where in the page: $._embedded.events[3].dates.start.localDate.';

-- concerts.raw_pages: what a source answered, as it came, one row for each fetch.
--
-- A page that the source calls unchanged (304) has no body of its own, and names the row
-- that has it.

create table concerts.raw_pages (
    id bigint generated always as identity primary key,
    feed text not null references concerts.feeds (name) on delete cascade,
    feed_run_id bigint references concerts.feed_runs (id) on delete set null,
    request jsonb not null,
    status integer not null,
    body jsonb,
    same_page_id bigint references concerts.raw_pages (id) on delete set null,
    etag text,
    last_modified text,
    fetched_at timestamptz not null,

    constraint raw_pages_status_check
        check (status between 100 and 599),
    constraint raw_pages_etag_check
        check (length(etag) <= 200),
    constraint raw_pages_last_modified_check
        check (length(last_modified) <= 100)
);

-- Serves: the last page of a request, for conditional requests; covers a foreign key.
create index raw_pages_feed_request_id_idx
    on concerts.raw_pages (feed, md5(request::text), id);
-- Covers the foreign key.
create index raw_pages_feed_run_id_idx on concerts.raw_pages (feed_run_id);
-- Covers the foreign key.
create index raw_pages_same_page_id_idx on concerts.raw_pages (same_page_id);
-- Serves: the retention.
create index raw_pages_fetched_at_idx on concerts.raw_pages (fetched_at);

alter table concerts.raw_pages enable row level security;

comment on table concerts.raw_pages is
    'Raw payloads of feeds, per source and fetch; the terms of each source apply to them.';
comment on column concerts.raw_pages.request is
    '{path, query}, without the key.';

-- concerts.setlists: the songs of a show: those that are wished, those that were played.

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

-- concerts.viewer_counts: the number of viewers of a show that was sent last.

create unlogged table concerts.viewer_counts (
    show_id bigint primary key references concerts.shows (id) on delete cascade,
    viewers bigint not null,

    constraint viewer_counts_viewers_check
        check (viewers > 0)
);

alter table concerts.viewer_counts enable row level security;

comment on table concerts.viewer_counts is
    'What the last event on concerts:show:<id> said; no row: there are none.';

-- concerts.viewers: who is looking at a show, for as long as heartbeats come.
--
-- Unlogged: after a crash the viewers come back with their next heartbeat.

create unlogged table concerts.viewers (
    show_id bigint not null references concerts.shows (id) on delete cascade,
    user_id uuid not null,
    expires_at timestamptz not null,

    primary key (show_id, user_id)
);

-- Serves: the heartbeats that have stopped.
create index viewers_expires_at_idx on concerts.viewers (expires_at);

alter table concerts.viewers enable row level security;

comment on table concerts.viewers is
    'Heartbeats of viewers. Users read their own; counts are public.';

-- concerts.setlist_songs: a song of a setlist, at its place.

create table concerts.setlist_songs (
    id bigint generated always as identity primary key,
    setlist_id bigint not null references concerts.setlists (id) on delete cascade,
    song_id bigint not null references concerts.songs (id) on delete restrict,
    place integer not null,
    encore integer not null default 0,
    is_tape boolean not null default false,
    info text,

    unique (setlist_id, place),
    constraint setlist_songs_place_check
        check (place between 1 and 500),
    constraint setlist_songs_encore_check
        check (encore between 0 and 20),
    constraint setlist_songs_info_check
        check (length(info) between 1 and 1000)
);

-- Serves: where a song was played; covers the foreign key.
create index setlist_songs_song_id_idx on concerts.setlist_songs (song_id);

alter table concerts.setlist_songs enable row level security;

comment on table concerts.setlist_songs is
    'Songs of setlists, in their order. Public.';
comment on column concerts.setlist_songs.encore is
    '0: the main set; 1 and more: that encore.';
comment on column concerts.setlist_songs.is_tape is
    'A recording was played, not the band.';

-- concerts.vote_counts: how many votes a song of a setlist has, in shards.
--
-- A statement trigger of concerts.votes adds to the shard of the voter, so voters for
-- one hot song wait for few others. The sum of the shards equals the votes at any
-- moment.

create table concerts.vote_counts (
    setlist_song_id bigint not null
    references concerts.setlist_songs (id) on delete cascade,
    shard integer not null,
    votes bigint not null,

    primary key (setlist_song_id, shard),
    constraint vote_counts_shard_check
        check (shard between 0 and 15),
    constraint vote_counts_votes_check
        check (votes >= 0)
)
with (fillfactor = 50);

alter table concerts.vote_counts enable row level security;

comment on table concerts.vote_counts is
    'Counters of votes. Public. Rows leave room for updates in place.';

-- concerts.votes: who wishes which song.
--
-- A vote copies when its show closes, so a check holds that it came before. The counters
-- (concerts.vote_counts) are kept in the same transaction.

create table concerts.votes (
    setlist_song_id bigint not null
    references concerts.setlist_songs (id) on delete restrict,
    user_id uuid not null,
    voted_at timestamptz not null,
    closes_at timestamptz not null,

    primary key (setlist_song_id, user_id),
    constraint votes_voted_at_check
        check (voted_at < closes_at)
);

-- Serves: the votes of a user.
create index votes_user_id_idx on concerts.votes (user_id, setlist_song_id);

alter table concerts.votes enable row level security;

comment on table concerts.votes is
    'One vote of a user for a song of a setlist. Users read their own.';
