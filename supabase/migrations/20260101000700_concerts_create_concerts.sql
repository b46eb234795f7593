-- Exported from migrations/0007.concerts.create_concerts.sql; edit that file.
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
        check (
            cardinality(genres) <= 50
            and case
                when array_ndims(genres) > 1 then false
                else
                    array_position(genres, null) is null
                    and length(array_to_string(genres, '')) <= 5000
            end
        ),
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
-- A record may have several ids of one source. An artist of an event that names none
-- has the id name:<name>. The record has no foreign key, as the table is that of the
-- entity.

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
    'Show, setlist: what the source last sent, as it was read; one of several ids '
    'decides.';
comment on column concerts.external_ids.fields_seen is
    '{field: time}: when the source last sent a field that may stop coming, to the '
    'hour.';

-- concerts.feeds: the public APIs that shows, artists and setlists are read from.
--
-- A feed without a key is never run and never connected, so no check complains of it.

create table concerts.feeds (
    name text primary key,
    provider text not null references core.job_providers (name) on delete restrict,
    job_kind text not null,
    period_seconds integer not null,
    connected_at timestamptz,
    called_at timestamptz,

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
comment on column concerts.feeds.called_at is
    'When concerts.call_sync last called the edge function for it.';

-- concerts.match_sources: whose duplicates are looked for, and what is done with them.
--
-- An entity is a view with the column record_id and one text column for each field, so
-- the matcher names no table.

create table concerts.match_sources (
    entity text primary key,
    view_name text not null,
    scope_field text,
    block_limit integer not null default 60,
    queue_threshold double precision not null,
    merge_threshold double precision,

    constraint match_sources_entity_check
        check (entity ~ '^[a-z][a-z_]{0,39}$'),
    constraint match_sources_view_name_check
        check (view_name ~ '^[a-z_]+\.[a-z_]+$'),
    constraint match_sources_block_limit_check
        check (block_limit between 2 and 1000),
    constraint match_sources_threshold_check
        check (
            queue_threshold > 0 and queue_threshold <= 1
            and (
                merge_threshold is null
                or (merge_threshold >= queue_threshold and merge_threshold <= 1)
            )
        )
);

alter table concerts.match_sources enable row level security;

comment on table concerts.match_sources is
    'Entities whose duplicates are found, by fields of concerts.match_fields.';
comment on column concerts.match_sources.scope_field is
    'Only records with an equal value of this field are compared; null: all.';
comment on column concerts.match_sources.block_limit is
    'Up to how many records a common key makes pairs.';
comment on column concerts.match_sources.queue_threshold is
    'The job shows curators pairs from this score on. Units: 0 to 1.';
comment on column concerts.match_sources.merge_threshold is
    'The job merges pairs from this score on. Units: 0 to 1; null: it merges none.';

-- concerts.merge_entities: which tables have records that redirect after a merge.
--
-- merge_records takes no name of a table from a caller: an entity is a row that only
-- the owner writes. Rows that a merge unites on its way (setlists of two shows that
-- become one) redirect too.

create table concerts.merge_entities (
    entity text primary key,
    table_name text not null unique,
    is_mergeable boolean not null,

    constraint merge_entities_entity_check
        check (entity ~ '^[a-z][a-z_]{0,39}$'),
    constraint merge_entities_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_]+$')
);

alter table concerts.merge_entities enable row level security;

comment on table concerts.merge_entities is
    'Entities whose records have a bigint id that redirects after a merge.';
comment on column concerts.merge_entities.is_mergeable is
    'Whether callers merge them; others are united when what they belong to is.';

-- concerts.merge_rules: what becomes of two rows that a merge brings under one key.
--
-- The key is that of a unique index, written as its columns and expressions, or columns
-- that need not be unique otherwise, such as a song in a setlist. A unique index
-- without a row here has the rule keep.

create table concerts.merge_rules (
    table_name text not null,
    columns text[] not null,
    rule text not null,
    latest_column text,
    totals jsonb not null default '{}',

    primary key (table_name, columns),
    constraint merge_rules_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_]+$'),
    constraint merge_rules_columns_check
        check (cardinality(columns) > 0),
    constraint merge_rules_rule_check
        check (rule in ('keep', 'latest', 'sum', 'append')),
    constraint merge_rules_latest_column_check
        check ((rule = 'latest') = (latest_column is not null)),
    constraint merge_rules_totals_check
        check (jsonb_typeof(totals) = 'object' and (rule = 'sum') = (totals <> '{}'))
);

alter table concerts.merge_rules enable row level security;

comment on table concerts.merge_rules is
    'The collision rule of a unique key; without a row: keep.';
comment on column concerts.merge_rules.rule is
    'keep: the kept row, its empty columns filled; latest: values of the row with the '
    'later latest_column; sum: totals are added; append: the row moves behind the '
    'others.';
comment on column concerts.merge_rules.totals is
    'How a column is added: sum, or sum_logs where it holds the logarithm of a sum.';
comment on column concerts.merge_rules.columns is
    'For append, the last one is the number that is raised.';

-- concerts.persisted_queries: the GraphQL documents that any client may run.
--
-- A row is never changed: a client that is deployed sends the id of the text that it
-- was built with. A document that is not used any more is deleted by the owner.

create table concerts.persisted_queries (
    id text primary key,
    name text not null,
    document text not null,

    constraint persisted_queries_id_check
        check (id = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
    constraint persisted_queries_name_check
        check (name ~ '^[A-Z][A-Za-z0-9]{0,79}$'),
    constraint persisted_queries_document_check
        check (
            length(document) <= 20000
            and document ~ ('^(query|mutation) ' || name || '[ ({]')
        )
);

alter table concerts.persisted_queries enable row level security;

comment on table concerts.persisted_queries is
    'GraphQL documents by id. Public: what each may read is decided by the views.';
comment on column concerts.persisted_queries.id is
    'The SHA-256 of the document, in hexadecimal, as Apollo''s clients compute it.';
comment on column concerts.persisted_queries.name is
    'The name of its one operation.';

-- concerts.search_documents: what search_concerts finds, as trigrams.
--
-- Derived from artists, venues and shows by triggers. The index over arrays is one of
-- Postgres itself, so search is the same with and without pg_trgm.

create table concerts.search_documents (
    entity text not null,
    record_id bigint not null,
    content text not null,
    folded text not null,
    grams text[] not null,
    signature bit(1024),

    primary key (entity, record_id),
    constraint search_documents_entity_check
        check (entity in ('artist', 'venue', 'show'))
);

-- The rarest trigrams of a search are chosen by the statistics of this column.
alter table concerts.search_documents alter column grams set statistics 1000;

-- Serves: search_concerts, the documents that share a rare trigram.
create index search_documents_grams_idx
    on concerts.search_documents using gin (grams);

alter table concerts.search_documents enable row level security;

comment on table concerts.search_documents is
    'The text of each artist, venue and show by which it is found.';
comment on column concerts.search_documents.folded is
    'The text in lower case, without accents and punctuation.';
comment on column concerts.search_documents.signature is
    'A bit for each trigram, by its hash: what shares little is ruled out fast.';

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
        check (
            latitude between -90 and 90
            and (latitude is null) = (longitude is null)
        ),
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
-- counts exp(rate * (its time - 2020)), so old rows are never rewritten and the order
-- of two artists changes by votes only. The sum is kept as its logarithm.

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
    'ln of the sum over votes of exp(rate * seconds since 2020-01-01); the rate is '
    'that of the setting concerts.half_life_days.';

-- concerts.duplicate_candidates: pairs that a curator decides.

create table concerts.duplicate_candidates (
    id bigint generated always as identity primary key,
    entity text not null references concerts.merge_entities (entity) on delete cascade,
    left_id bigint not null,
    right_id bigint not null,
    score double precision not null,
    features jsonb not null,
    status text not null default 'open',
    found_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,

    unique (entity, left_id, right_id),
    constraint duplicate_candidates_pair_check
        check (left_id < right_id),
    constraint duplicate_candidates_score_check
        check (score between 0 and 1),
    constraint duplicate_candidates_status_check
        check (status in ('open', 'merged', 'distinct')),
    constraint duplicate_candidates_decided_check
        check ((status = 'open') = (decided_at is null))
);

-- Serves: the open pairs of an entity, the most similar first.
create index duplicate_candidates_entity_score_id_idx
    on concerts.duplicate_candidates (entity, score desc, id) where status = 'open';

alter table concerts.duplicate_candidates enable row level security;

comment on table concerts.duplicate_candidates is
    'Pairs of records that may be the same, and what curators decided.';
comment on column concerts.duplicate_candidates.status is
    'open; merged; distinct: the job neither merges nor shows the pair again.';
comment on column concerts.duplicate_candidates.features is
    'Why: the fields with weights, similarities and factors.';

-- concerts.feed_runs: runs of feeds, each with the place that it has reached.
--
-- The cursor moves in the transaction that merges a page, so a run that was killed goes
-- on at its page. token fences: each start raises it, and what an earlier holder sends
-- is refused.

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

-- concerts.match_fields: how the fields of two records are compared, and what each
-- counts.
--
-- A score is the mean of the similarities of the fields, by their weights, times the
-- least factor of the fields that contradict. A field that one record lacks is left
-- out, or has the similarity that is written here.

create table concerts.match_fields (
    entity text not null
    references concerts.match_sources (entity) on delete cascade,
    field text not null,
    kind text not null,
    weight double precision not null,
    tolerance double precision not null default 0,
    unknown_similarity double precision,
    contradicts_below double precision not null default 0.3,
    contradiction_factor double precision not null default 1,
    is_key boolean not null default false,

    primary key (entity, field),
    constraint match_fields_field_check
        check (field ~ '^[a-z][a-z_]{0,39}$'),
    constraint match_fields_kind_check
        check (kind in ('text', 'codes', 'number', 'apart')),
    constraint match_fields_weight_check
        check (weight > 0 and weight <= 100),
    constraint match_fields_tolerance_check
        check (tolerance >= 0 and (tolerance = 0 or kind = 'number')),
    constraint match_fields_unknown_similarity_check
        check (unknown_similarity between 0 and 1),
    constraint match_fields_contradicts_below_check
        check (contradicts_below between 0 and 1),
    constraint match_fields_contradiction_factor_check
        check (contradiction_factor between 0 and 1),
    constraint match_fields_is_key_check
        check (not is_key or kind in ('text', 'codes'))
);

alter table concerts.match_fields enable row level security;

comment on table concerts.match_fields is
    'Fields of records, and what they count in a comparison.';
comment on column concerts.match_fields.kind is
    'text: shared trigrams of all; codes: 1 if they share one of the '
    'codes, which blanks separate, else 0; number: 1 '
    'within the tolerance, else 0; apart: 1 if they differ, else 0, for what records '
    'of one entity never share.';
comment on column concerts.match_fields.unknown_similarity is
    'What counts where a record lacks the field; null: the field is left out.';
comment on column concerts.match_fields.contradiction_factor is
    'What is left of the score if the similarity is under contradicts_below.';
comment on column concerts.match_fields.is_key is
    'Whether records that share a part of it are compared.';

-- concerts.match_keys: what records share that may be the same.

create table concerts.match_keys (
    entity text not null
    references concerts.match_sources (entity) on delete cascade,
    key text not null,
    record_id bigint not null,

    primary key (entity, key, record_id)
);

-- Serves: the keys of a record, to find its partners and to replace them.
create index match_keys_entity_record_id_idx
    on concerts.match_keys (entity, record_id);

alter table concerts.match_keys enable row level security;

comment on table concerts.match_keys is
    'Words, codes and parts of short texts; records with a common key are compared.';

-- concerts.match_values: the fields of records as they were compared last.

create table concerts.match_values (
    entity text not null
    references concerts.match_sources (entity) on delete cascade,
    record_id bigint not null,
    field text not null,
    value text not null,
    folded text not null,
    grams text[] not null,
    signature bit(1024),

    primary key (entity, record_id, field)
);

alter table concerts.match_values enable row level security;

comment on table concerts.match_values is
    'Values of fields, in the form in which they are compared; a job keeps them '
    'current.';
comment on column concerts.match_values.value is 'As the view has it.';
comment on column concerts.match_values.folded is
    'A text in lower case, without accents and punctuation; other values as they are.';
comment on column concerts.match_values.grams is 'Its trigrams, for a text.';
comment on column concerts.match_values.signature is
    'A bit for each trigram, by its hash: texts that share little are ruled out fast.';

-- concerts.merges: which records became one.
--
-- The name is quoted in statements: sqlfluff takes it for a reserved word.

create table concerts."merges" (
    id bigint generated always as identity primary key,
    entity text not null references concerts.merge_entities (entity) on delete restrict,
    keep_id bigint not null,
    drop_ids bigint[] not null,
    score double precision,
    made_by uuid,
    made_at timestamptz not null,
    undone_by uuid,
    undone_at timestamptz,

    constraint merges_drop_ids_check
        check (cardinality(drop_ids) > 0 and keep_id <> all(drop_ids)),
    constraint merges_score_check
        check (score between 0 and 1),
    constraint merges_undone_check
        check (undone_at >= made_at and (undone_by is null or undone_at is not null))
);

-- Serves: the merges of an entity, newest first; covers the foreign key.
create index merges_entity_id_idx on concerts."merges" (entity, id);

alter table concerts."merges" enable row level security;

comment on table concerts."merges" is
    'Merges of records; concerts.merge_rows has what each one moved or dropped.';
comment on column concerts."merges".score is
    'The similarity for which a job merged them. Units: 0 to 1; null: a curator did.';
comment on column concerts."merges".made_by is 'The curator; null: a job.';

-- concerts.redirects: what the ids of merged records lead to now.
--
-- Chains are flattened when a merge is made: to_id is never redirected itself, and its
-- record is there.

create table concerts.redirects (
    entity text not null references concerts.merge_entities (entity) on delete restrict,
    from_id bigint not null,
    to_id bigint not null,

    primary key (entity, from_id),
    constraint redirects_to_id_check
        check (to_id <> from_id)
);

-- Serves: all old ids of a record; merges move them.
create index redirects_entity_to_id_idx on concerts.redirects (entity, to_id);

alter table concerts.redirects enable row level security;

comment on table concerts.redirects is
    'Old ids of merged records. Public. A row goes with undo_merge, or with the song '
    'of a setlist that it leads to.';

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

-- concerts.soft_references: columns that hold an id of an entity without a foreign key.
--
-- A merge finds foreign keys in the catalog; these it finds here. Logs that never
-- change (audit, events) are listed as history: their rows stay, and the redirect leads
-- to them.

create table concerts.soft_references (
    entity text not null references concerts.merge_entities (entity) on delete cascade,
    table_name text not null,
    column_name text not null,
    prefix text not null default '',
    filter_column text,
    filter_value text,
    is_history boolean not null default false,

    primary key (entity, table_name, column_name),
    constraint soft_references_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_]+$'),
    constraint soft_references_column_name_check
        check (column_name ~ '^[a-z_]+$'),
    constraint soft_references_prefix_check
        check (prefix = '' or is_history),
    constraint soft_references_filter_check
        check ((filter_column is null) = (filter_value is null))
);

alter table concerts.soft_references enable row level security;

comment on table concerts.soft_references is
    'Columns without a foreign key that hold ids of an entity.';
comment on column concerts.soft_references.prefix is
    'What stands before the id, in a text.';
comment on column concerts.soft_references.filter_column is
    'The column whose filter_value says that the id is of this entity.';
comment on column concerts.soft_references.is_history is
    'Rows that never change: they keep the old id.';

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
create unique index songs_artist_id_title_idx
on concerts.songs (artist_id, lower(title));

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
create index feed_errors_feed_run_id_kind_idx
on concerts.feed_errors (feed_run_id, kind);
-- Serves: the retention.
create index feed_errors_happened_at_idx on concerts.feed_errors (happened_at);

alter table concerts.feed_errors enable row level security;

comment on table concerts.feed_errors is
    'Errors of feeds: of a record (shape, value), or of a request (http_500, timeout, '
    '…).';
comment on column concerts.feed_errors.path is
    'Where in the page: $._embedded.events[3].dates.start.localDate.';

-- concerts.merge_rows: every row that a merge changed, as it was.
--
-- Rows of one step were changed by one statement; undo_merge goes through the steps
-- backwards. Of a changed row only the columns that differ are kept.

create table concerts.merge_rows (
    merge_id bigint not null references concerts."merges" (id) on delete cascade,
    step integer not null,
    place bigint not null,
    table_name text not null,
    operation text not null,
    row_key jsonb not null,
    new_key jsonb,
    old_values jsonb,
    new_values jsonb,
    user_id uuid generated always as ((row_key ->> 'user_id')::uuid) stored,

    primary key (merge_id, step, place),
    constraint merge_rows_operation_check
        check (operation in ('insert', 'update', 'delete')),
    constraint merge_rows_new_key_check
        check ((new_key is null) = (operation = 'delete')),
    constraint merge_rows_values_check
        check (
            (old_values is null) = (operation = 'insert')
            and (new_values is null) = (operation <> 'update')
        )
);

-- Serves: whether a later merge changed a row again.
create index merge_rows_table_name_row_key_idx
    on concerts.merge_rows (table_name, row_key);

alter table concerts.merge_rows enable row level security;

comment on table concerts.merge_rows is
    'The rows that merges changed, so that undo_merge restores them.';
comment on column concerts.merge_rows.row_key is
    'The primary key before: {column: value}.';
comment on column concerts.merge_rows.user_id is
    'Whose vote the row was; it goes with the person.';
comment on column concerts.merge_rows.new_key is
    'The primary key after; null: the row was dropped.';

-- concerts.raw_pages: what a source answered, as it came, one row for each fetch.
--
-- A page that the source calls unchanged (304) has no body of its own, and names the
-- row that has it.

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
    'Raw payloads of feeds, per source and fetch; the terms of each source apply to '
    'them.';
comment on column concerts.raw_pages.request is
    '{path, query}, without the key.';

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

-- concerts.viewer_counts: the number of viewers of a show that was sent last.

create unlogged table concerts.viewer_counts (
    show_id bigint primary key references concerts.shows (id) on delete cascade,
    viewers bigint not null,

    constraint viewer_counts_viewers_check
        check (viewers > 0)
);

alter table concerts.viewer_counts enable row level security;

comment on table concerts.viewer_counts is
    'Counts in the last event on concerts:show:<id>; without a row: none.';

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
    'Whether a recording was played instead of the band.';

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
-- A vote copies when its show closes, so a check holds that it came before. The
-- counters (concerts.vote_counts) are kept in the same transaction.

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
