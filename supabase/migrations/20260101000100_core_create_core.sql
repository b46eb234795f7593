-- Exported from migrations/0001.core.create_core.sql; edit that file.
-- depends:
-- Create roles, schemas and the tables of core.

-- The project's own roles. Roles are cluster-wide, so each is created only if missing.
-- Supabase creates its roles itself.
--
-- The comment says who made a role: `rowhouse remove` drops one with `Rowhouse: ` only.
-- One that was there before keeps its own, and stays.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_worker') then
        create role app_worker login noinherit;
        comment on role app_worker is
            'Rowhouse: the worker and its jobs; logs in and has the grants that they need.';
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_reader') then
        create role app_reader nologin;
        comment on role app_reader is
            'Rowhouse: monitoring; may read metrics and run invariants, but never write.';
    end if;
end;
$$;

-- Schemas, and what no role may do by default. Only `api` is exposed over HTTP.

-- PUBLIC may not use schema public, nor call what is made later, nor create temporary
-- objects: planted types and tables would come first wherever a search_path does not
-- name pg_temp. The owner keeps the right, since it loads through staging tables;
-- worker, monitoring and API roles do not need it. Dynamic, since the statement needs
-- the name of the current database. A copy or a restore of the database loses the
-- setting: glue.db.create_database sets it again.
--
-- Where others have tables already, all this is theirs and stays (core.adoptions). The
-- functions of a release are taken from PUBLIC one by one there.
do $$
begin
    if exists (
        select
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
        where
            c.relkind in ('r', 'p')
            and n.nspname !~ '^pg_'
            and n.nspname not in (
                'information_schema', 'auth', 'storage', 'realtime', 'relay', 'vault',
                'extensions', 'cron', 'net', 'pgbouncer', 'pgsodium', 'graphql',
                'graphql_public', 'supabase_functions', 'supabase_migrations',
                '_realtime', '_analytics', 'rowhouse'
            )
            and not exists (
                select from pg_catalog.pg_depend as d
                where
                    d.classid = 'pg_class'::regclass
                    and d.objid = c.oid
                    and d.deptype = 'e'
            )
    )
    then
        perform set_config('rowhouse.adopts', 'on', true);
        return;
    end if;

    revoke all on schema public from public;
    alter default privileges revoke execute on functions from public;
    execute format('revoke temporary on database %I from public', current_database());
end;
$$;

create schema if not exists api;
grant usage on schema api to anon, authenticated, service_role;
comment on schema api is
    'The exposed API: RPC wrappers and invoker views. No logic, no tables.';

create schema if not exists core;
grant usage on schema core to anon, authenticated, service_role, app_worker, app_reader;
comment on schema core is
    'The platform: settings, errors, time, roles, invariants. Not exposed.';

-- core.page: the page of a list that a caller asks for.

create type core.page as (
    list text,
    key text [],
    size integer
);

comment on type core.page is
$$What core.read_page has read: the list's name, the key after which the page begins, or
null for the first page, and how many items it may have.
$$;

-- core.row_change: one changed row of an attached table.

create type core.row_change as (
    id text,
    operation text,
    old_doc jsonb,
    new_doc jsonb
);

comment on type core.row_change is
$$id: the key as text; operation: insert, update or delete; old_doc, new_doc: the row,
null where the operation has none.
$$;

-- core."*/*": a text that is the HTTP response as it is, whatever the caller accepts.
--
-- A function that returns this domain sets the header Content-Type itself. A domain with
-- the name of a media type serves only callers that ask for it, others get JSON; clients
-- that fetch a file, such as calendars, often ask for anything.

create domain core."*/*" as text;

comment on domain core."*/*" is
    'Returned without quotes to every caller; the function sets the Content-Type.';

-- core."text/plain": a text that is returned as the HTTP response without quotes.
--
-- If a function returns a domain with the name of a media type and the caller accepts
-- it, PostgREST responds with that media type, otherwise with JSON.

create domain core."text/plain" as text;

comment on domain core."text/plain" is
    'Returned as text/plain if the caller accepts it, else as a JSON string.';

-- core.access_log: who read which guarded data.
--
-- core.log_access appends an entry in the reader's transaction, so every response that
-- was returned has its entry. Monthly partitions; retention drops them whole.

create table core.access_log (
    id bigint generated always as identity,
    logged_at timestamptz not null,
    actor_id uuid,
    role text not null,
    address text,
    request_id text,
    thing text not null,
    thing_id text,
    reason text,
    scope text,

    primary key (id, logged_at),
    constraint access_log_thing_check
        check (length(thing) between 1 and 100),
    constraint access_log_scope_check
        check (length(scope) between 1 and 100)
) partition by range (logged_at);

-- Entries of a month whose partition is missing go here, so none is lost.
create table core.access_log_default partition of core.access_log default;
alter table core.access_log_default enable row level security;

-- The readers of one thing, latest first.
create index access_log_thing_thing_id_logged_at_idx
    on core.access_log (thing, thing_id, logged_at desc);

-- The reads of one user, latest first.
create index access_log_actor_id_logged_at_idx
    on core.access_log (actor_id, logged_at desc);

-- The reads within one scope, latest first.
create index access_log_scope_logged_at_id_idx
    on core.access_log (scope, logged_at desc, id desc)
    where scope is not null;

alter table core.access_log enable row level security;

comment on table core.access_log is
    'Reads of guarded things; append-only. Retention: core.retention_policies.';
comment on column core.access_log.actor_id is
    'The subject of the reader''s token; null for a server or an anonymous caller.';
comment on column core.access_log.thing is
    'What was read: <module>.<entity>, or rpc:<name> for an RPC in the settings.';
comment on column core.access_log.reason is
    'The reason that the reader gave, if the RPC asks for one.';
comment on column core.access_log.scope is
    'Whose list of reads the entry is in: <module>.<entity>:<id>, chosen by the module.';

-- core.alerts: one row for each time that a check crossed a threshold.

create table core.alerts (
    id bigint generated always as identity primary key,
    check_name text not null,
    status text not null,
    value numeric,
    unit text not null,
    detail text not null,
    opened_at timestamptz not null,
    seen_at timestamptz not null,
    cleared_at timestamptz,

    constraint alerts_status_check
        check (status in ('warn', 'fail')),
    constraint alerts_cleared_at_check
        check (cleared_at is null or cleared_at >= opened_at)
);

-- One open alert per check, even if two watchers see the same failure.
create unique index alerts_check_name_idx
    on core.alerts (check_name) where cleared_at is null;
-- The history of one check, newest first.
create index alerts_check_name_opened_at_idx
    on core.alerts (check_name, opened_at desc);

alter table core.alerts enable row level security;

comment on table core.alerts is
    'Alerts, opened and cleared once, each with an event.';
comment on column core.alerts.status is
    'The worst status that this alert has reached: warn or fail.';
comment on column core.alerts.seen_at is
    'When the check was last not ok.';
comment on column core.alerts.cleared_at is
    'When the check had been ok for core.alert_hold_seconds; null while it is open.';

-- core.audit_entries: who changed which row, and the old values.
--
-- Only the triggers of sql/macros/audit.sql.j2 write it. Triggers refuse to update or
-- delete an entry for every role. Retention drops whole months. One update is allowed:
-- core.erase_person takes values away, and the leaf of the entry stays as it was.
--
-- Every audited statement pays for this table, so it has no check (Postgres parses the
-- text of a check again for each statement: 5 µs of 20), no unique key, and one B-tree.
-- Ids come from one sequence; a repeated id breaks the seal of its batch.

create table core.audit_entries (
    id bigint generated always as identity,
    xid bigint not null default (pg_current_xact_id()::text::bigint),
    changed_at timestamptz not null default now(),
    table_name text collate "C" not null,
    row_id text collate "C",
    operation text collate "C" not null,
    old_values jsonb,
    actor_id uuid,
    role text collate "C" not null,
    request_id text collate "C",
    reason text,
    salt uuid default gen_random_uuid(),
    erased jsonb
) partition by range (changed_at);

create table core.audit_entries_default
    partition of core.audit_entries default;

-- The history of one row, newest first: list_history, record_as_of, revert_change.
create index audit_entries_row_id_table_name_id_idx
    on core.audit_entries (row_id, table_name, id);

-- BRIN: one entry by id, or a batch by transaction; both columns grow with time.
create index audit_entries_id_xid_idx
    on core.audit_entries using brin (id, xid)
    with (pages_per_range = 16, autosummarize = on);

alter table core.audit_entries enable row level security;
alter table core.audit_entries_default enable row level security;

comment on table core.audit_entries is
$$One entry per changed row: who, when, in which transaction, and the old values.

Retention: months, see core.partitioned_tables. Sealed by core.audit_seals.
$$;
comment on column core.audit_entries.xid is
    'The transaction''s full id; order of commit is by xid, then id.';
comment on column core.audit_entries.changed_at is
    'When the transaction began, by the server''s clock (never the test clock).';
comment on column core.audit_entries.row_id is
    'The key: its text, or a JSON array of texts for a key of several columns.';
comment on column core.audit_entries.operation is
    'insert, update, delete or truncate (which has no row).';
comment on column core.audit_entries.old_values is
$$The old values: of the changed columns only, or of the whole deleted row.

A JSON null means that the column was null. Null for insert and truncate. A masked
column has the value "***".
$$;
comment on column core.audit_entries.actor_id is
    'The subject of the caller''s token; null for work without a user.';
comment on column core.audit_entries.role is
    'The database role that the session acted as.';
comment on column core.audit_entries.reason is
    'The reason that core.set_reason set in this transaction.';
comment on column core.audit_entries.salt is
    'What the hashes of the values are made with; null once a value was erased.';
comment on column core.audit_entries.erased is
$$Null until a value is erased: {fields: {name: {sha256, erasure_id}}, salts: {name}}.

Names are those of core._audit_fields. fields has what was erased, salts what the hashes
of the other values are made with.
$$;

-- core.audit_seals: sealed batches of audit entries.
--
-- A seal covers the entries after `after_id` whose transaction is in [from_xid,
-- below_xid) and whose month is `month_on`. All those transactions had ended when the
-- seal was made, so no later entry can fall into the batch. A seal covers one month
-- only, since retention drops months. `after_id` separates the transaction ids of two
-- clusters: a restored database starts to count again.
--
-- A window ends at a transaction, and one transaction may write millions of entries. A
-- proof reads one block of such a window: the seal keeps where each begins, and its
-- hash, a node of the tree. A seal of one block keeps none.

create table core.audit_seals (
    id bigint generated always as identity primary key,
    after_id bigint not null,
    from_xid bigint not null,
    below_xid bigint not null,
    month_on date not null,
    entries bigint not null,
    last_id bigint not null,
    root_sha256 bytea not null,
    previous_sha256 bytea not null,
    chain_sha256 bytea not null,
    sealed_at timestamptz not null default now(),
    block_xids bigint[] not null default '{}',
    block_ids bigint[] not null default '{}',
    block_sha256 bytea[] not null default '{}',

    unique (after_id, from_xid, month_on),
    constraint audit_seals_window_check
        check (from_xid < below_xid),
    constraint audit_seals_month_on_check
        check (month_on = date_trunc('month', month_on::timestamp)::date),
    constraint audit_seals_entries_check
        check (entries > 0),
    constraint audit_seals_blocks_check
        check (
            cardinality(block_xids) = cardinality(block_ids)
            and cardinality(block_xids) = cardinality(block_sha256)
        )
);

alter table core.audit_seals enable row level security;

comment on table core.audit_seals is
    'Merkle roots over audit entries, chained: keep the newest hash elsewhere.';
comment on column core.audit_seals.after_id is
    'Only entries with a greater id: 0, or the last id of the cluster before this one.';
comment on column core.audit_seals.month_on is
    'The month, in UTC, of the entries'' changed_at.';
comment on column core.audit_seals.last_id is
    'The greatest id of an entry in this seal or an earlier one.';
comment on column core.audit_seals.root_sha256 is
    'RFC 6962 tree hash (SHA-256) over the entries by xid, id; see core._audit_leaf.';
comment on column core.audit_seals.chain_sha256 is
    'SHA-256 over 0x02, the previous chain hash, what the seal covers, its root.';
comment on column core.audit_seals.block_xids is
    'The xid of the first entry of each block of 4096 leaves; empty: one block.';
comment on column core.audit_seals.block_ids is
    'The id of the first entry of each block.';
comment on column core.audit_seals.block_sha256 is
    'The hash of each block: the nodes of the tree twelve levels above its leaves.';

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

-- core.cache_changes: which transaction changed which cache tag.
--
-- Insert-only: writers of a tagged table do not wait for each other, as they would for
-- one row with a version. One row per tag and transaction; a job deletes old ones.

create unlogged table core.cache_changes (
    tag text not null,
    xid xid8 not null default pg_current_xact_id(),
    changed_at timestamptz not null default now(),

    primary key (tag, xid)
);

alter table core.cache_changes enable row level security;

comment on table core.cache_changes is
    'Changes that invalidate cached responses; written by triggers.';

-- core.caches: the functions that may be cached, and for how long.
--
-- A release seeds them. `setting` names the row of core.settings that holds
-- {"fresh_seconds", "stale_seconds"}; `warm` lists arguments whose responses a job
-- keeps fresh.

create table core.caches (
    name text primary key,
    function_name text not null,
    setting text not null,
    tags text[] not null default '{}',
    warm jsonb not null default '[]',
    description text not null,

    constraint caches_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint caches_function_name_check
        check (function_name ~ '^[a-z_]+\.[a-z_][a-z0-9_]*$'),
    constraint caches_warm_check
        check (jsonb_typeof(warm) = 'array')
);

alter table core.caches enable row level security;

comment on table core.caches is
    'Cached functions (jsonb) returns jsonb, used through core.cached.';
comment on column core.caches.tags is
    'Tags of the tables that it reads: a change of such a table invalidates the cache.';
comment on column core.caches.warm is
    'Arguments whose responses the warming job keeps fresh.';

-- core.cache_entries: responses of cached functions.
--
-- Unlogged, like core.cache_changes, which invalidates it: a crash clears both.
-- `snapshot` is what the computation could see. A committed change that the snapshot
-- does not see invalidates the entry, however the two transactions overlapped.

create unlogged table core.cache_entries (
    cache text not null references core.caches (name) on delete cascade,
    arguments jsonb not null,
    payload jsonb not null,
    etag text not null,
    snapshot pg_snapshot not null,
    computed_at timestamptz not null,
    expires_at timestamptz not null,
    stale_until_at timestamptz not null,
    computed_ms double precision not null,

    primary key (cache, arguments)
);

-- Serves: core.run_prune_cache, which deletes what may not be returned any more.
create index cache_entries_stale_until_at_idx on core.cache_entries (stale_until_at);

alter table core.cache_entries enable row level security;

comment on table core.cache_entries is
    'Responses by cache and arguments; written by core.cached and its jobs only.';
comment on column core.cache_entries.expires_at is
    'End of freshness; after it the response is stale: returned while a job renews it.';
comment on column core.cache_entries.stale_until_at is
    'Until when a stale response may be returned.';
comment on column core.cache_entries.computed_ms is
    'How long it took to compute. Units: milliseconds.';

-- core.cache_counters: hits and misses, in 16 rows per cache.
--
-- With one row, all readers of a cache would wait for each other until their
-- transactions end. A lookup that finds its row locked is not counted: the numbers may
-- miss a few lookups, but counting never blocks.

create unlogged table core.cache_counters (
    cache text not null references core.caches (name) on delete cascade,
    slot integer not null,
    hits bigint not null default 0,
    stale_hits bigint not null default 0,
    misses bigint not null default 0,

    primary key (cache, slot),
    constraint cache_counters_slot_check
        check (slot between 0 and 15)
) with (fillfactor = 50);

alter table core.cache_counters enable row level security;

comment on table core.cache_counters is
    'Lookups per cache since the last crash, nearly exact; without read-only ones.';

-- core.data_quality_rules: queries that find rows with poor data.
--
-- Unlike a violated invariant, a finding is not a bug: the data arrived incomplete or
-- became outdated. `query` is text that a release seeds; no other role may write it.

create table core.data_quality_rules (
    name text primary key,
    module text not null,
    query text not null,
    severity text not null default 'warning',
    description text not null,
    remedy text not null,
    is_enabled boolean not null default true,
    last_run_at timestamptz,
    last_failure text,

    constraint data_quality_rules_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint data_quality_rules_module_check
        check (module = split_part(name, '.', 1)),
    constraint data_quality_rules_severity_check
        check (severity in ('error', 'warning'))
);

alter table core.data_quality_rules enable row level security;

comment on table core.data_quality_rules is
    'Named queries of (row_key text, detail text): one row per problem.';
comment on column core.data_quality_rules.last_failure is
    'The error of the last run, if the query failed; its findings were kept.';

-- core.data_quality_findings: the findings of the data quality rules.
--
-- A row opens when a run first finds a problem and is resolved when a run no longer
-- finds it. If the problem returns later, it is a new finding.

create table core.data_quality_findings (
    id bigint generated always as identity primary key,
    rule text not null references core.data_quality_rules (name) on delete cascade,
    row_key text not null,
    detail text,
    opened_at timestamptz not null,
    seen_at timestamptz not null,
    resolved_at timestamptz,

    constraint data_quality_findings_seen_at_check
        check (seen_at >= opened_at),
    constraint data_quality_findings_resolved_at_check
        check (resolved_at >= opened_at)
);

-- One open finding per row key; a run compares its result with these.
create unique index data_quality_findings_rule_row_key_idx
    on core.data_quality_findings (rule, row_key)
    where resolved_at is null;

-- History of a rule, latest first; also covers the rule fkey.
create index data_quality_findings_rule_id_idx
    on core.data_quality_findings (rule, id desc);

-- Retention: findings that were resolved long ago.
create index data_quality_findings_resolved_at_idx
    on core.data_quality_findings (resolved_at);

alter table core.data_quality_findings enable row level security;

comment on table core.data_quality_findings is
    'Findings of core.data_quality_rules; resolved_at is null while one is open.';
comment on column core.data_quality_findings.row_key is
    'The row that it is about, as the rule''s query names it.';

-- core.error_codes: every error key that an RPC can return.

create table core.error_codes (
    key text primary key,
    sqlstate text not null,
    hint text not null,

    constraint error_codes_key_check
        check (key ~ '^[a-z_]+\.[a-z_]+$'),
    constraint error_codes_sqlstate_check
        check (sqlstate ~ '^PT[45][0-9][0-9]$')
);

alter table core.error_codes enable row level security;

comment on table core.error_codes is
    'The catalogue of errors: key, SQLSTATE (PTnnn is HTTP status nnn), remedy.';
comment on column core.error_codes.hint is
    'The remedy for the caller; sent with every error of this key.';

-- core.event_consumers: the consumers of the event log and their positions.
--
-- The row is locked while a batch is read, and the position moves in the consumer's
-- transaction: if that rolls back, the same events are read again.

create table core.event_consumers (
    name text primary key,
    xid xid8 not null,
    id bigint not null,
    moved_at timestamptz not null,
    sql_function text,

    constraint event_consumers_name_check
        check (name ~ '^[a-z_]+\.[a-z0-9_]+$'),
    constraint event_consumers_sql_function_check
        check (sql_function ~ '^[a-z_]+\.[a-z0-9_]+$')
)
with (fillfactor = 50);

alter table core.event_consumers enable row level security;

comment on table core.event_consumers is
    'Consumers of core.events: everything up to (xid, id) is processed.';
comment on column core.event_consumers.sql_function is
    'For dispatch_events: <schema>.<name>(text, integer) returns integer.';

-- core.event_low_watermarks: the newest event that retention has dropped, one row.

create table core.event_low_watermarks (
    log text primary key default 'events',
    xid xid8 not null default '0',
    id bigint not null default 0,
    dropped_at timestamptz,
    era integer not null default 0,

    constraint event_low_watermarks_log_check
        check (log = 'events')
);

alter table core.event_low_watermarks enable row level security;

comment on table core.event_low_watermarks is
    'A consumer that has not read past this event has lost events: read_events fails.';
comment on column core.event_low_watermarks.era is
    'How often the log was restored; a cursor of an earlier era is invalid.';

-- core.event_streams: the latest version of each stream; its row lock orders writers.

create table core.event_streams (
    stream text primary key,
    version bigint not null,
    xid xid8 not null,

    constraint event_streams_version_check
        check (version > 0)
)
with (fillfactor = 70);

alter table core.event_streams enable row level security;

comment on table core.event_streams is
    'One row per stream of events: its latest version and position in the log.';

-- core.event_types: the types of events, each with topic and shape of its payload.
--
-- core.emit does not read it: a lookup in each write would protect documentation only.
-- An invariant compares the log with it, and so do the tests.

create table core.event_types (
    type text primary key,
    topic text not null,
    payload text not null,
    description text not null,

    constraint event_types_type_check
        check (type ~ '^[a-z_]+\.[a-z_]+\.[a-z_]+$'),
    constraint event_types_topic_check
        check (topic ~ '^[a-z_]+:[a-z_<> ]+(:<.+>)?$'),
    constraint event_types_payload_check
        check (payload ~ '^\{v: integer')
);

alter table core.event_types enable row level security;

comment on table core.event_types is
    'The catalogue of events; docs/reference/events.md and asyncapi.json come from it.';
comment on column core.event_types.topic is
    'The topic, with placeholders such as <order id>.';
comment on column core.event_types.payload is
    'The shape of the payload, in the notation of docs/CONVENTIONS.md.';

-- core.events: the event log; an event is written in the transaction that it reports.
--
-- Read in the order (xid, id), and only below the xmin of a snapshot: every transaction
-- below it has ended, so no event can appear behind a reader. `xid` is the writing
-- transaction; in a stream it is the stream's latest xid if that is greater, so the
-- versions of a stream are read in order too. An event never changes.

create table core.events (
    id bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    type text not null,
    topic text not null,
    entity_id text,
    payload jsonb not null,
    stream text,
    version bigint,
    actor uuid,
    traceparent text,
    at timestamptz not null,

    primary key (id, at),
    constraint events_type_check
        check (type ~ '^[a-z_]+\.[a-z_]+\.[a-z_]+$'),
    constraint events_topic_check
        check (topic ~ '^[a-z_]+:[a-z_]+(:.+)?$'),
    constraint events_payload_check
        check (jsonb_typeof(payload) = 'object'),
    constraint events_version_check
        check ((stream is null) = (version is null))
)
partition by range (at);

-- Serves: read_events, the log in commit order.
create index events_xid_id_idx on core.events (xid, id);
-- Serves: changes_since, one topic in commit order.
create index events_topic_xid_id_idx on core.events (topic, xid, id);
-- Serves: one stream in the order of its versions; the counter makes them unique.
create unique index events_stream_version_at_idx
    on core.events (stream, version, at)
    where stream is not null;

-- For rows whose partition was not created in time.
create table core.events_default partition of core.events default;

alter table core.events enable row level security;
alter table core.events_default enable row level security;

comment on table core.events is
$$The event log, in partitions by day. Append-only.

Retention: `keep` in core.partitioned_tables; whole days are dropped.
$$;
comment on column core.events.type is '<module>.<entity>.<past tense>.';
comment on column core.events.topic is
    '<module>:<entity>[:<id>]; core.topic_rules decides who may read it.';
comment on column core.events.xid is
    'With id, the order of the log: usually the id of the writing transaction.';
comment on column core.events.version is
    'Position in the stream: 1, 2, 3 … without a gap; null without a stream.';

-- core.finished_jobs: finished jobs, partitioned by day; old days are dropped.

create table core.finished_jobs (
    id bigint not null,
    kind text not null,
    queue text not null,
    outcome text not null,
    payload jsonb not null,
    result jsonb,
    error text,
    attempts integer not null,
    worker uuid,
    actor uuid,
    traceparent text,
    enqueued_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz not null,

    primary key (id, finished_at),
    constraint finished_jobs_outcome_check
        check (outcome in ('succeeded', 'cancelled'))
)
partition by range (finished_at);

-- For rows whose partition was not created in time.
create table core.finished_jobs_default partition of core.finished_jobs default;

alter table core.finished_jobs enable row level security;
alter table core.finished_jobs_default enable row level security;

comment on table core.finished_jobs is
$$Jobs that succeeded or were cancelled, in partitions by day.

Retention: `keep` in core.partitioned_tables; whole days are dropped.
$$;
comment on column core.finished_jobs.worker is
    'The process that ran it last; null if it never started.';

-- core.feature_flags: what is released to some callers only, one row each.
--
-- A flag is read once for each statement that asks (core.is_enabled), by its key. Whom
-- it names is in core.feature_flag_users, so that an erasure finds these rows.

create table core.feature_flags (
    name text primary key,
    description text not null default '',
    is_enabled boolean not null default false,
    share_percent numeric(5, 2) not null default 0,
    roles text[] not null default '{}',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint feature_flags_name_check
        check (name ~ '^[a-z_]+(\.[a-z_0-9]+)+$' and length(name) <= 100),
    constraint feature_flags_description_check
        check (length(description) <= 1000),
    constraint feature_flags_share_percent_check
        check (share_percent between 0 and 100),
    constraint feature_flags_roles_check
        check (array_position(roles, null) is null and cardinality(roles) <= 50)
);

alter table core.feature_flags enable row level security;

comment on table core.feature_flags is
    'Flags of releases: for everybody, for a share of the users, for some of them.';
comment on column core.feature_flags.name is
    'Dotted name: <module>.<flag>.';
comment on column core.feature_flags.is_enabled is
    'False turns the flag off for every caller, also for those who are listed.';
comment on column core.feature_flags.share_percent is
    'Share of the users for whom it is on. Units: percent, in steps of 0.01.';
comment on column core.feature_flags.roles is
    'App roles for whom it is on, whatever the share.';
comment on column core.feature_flags.version is
    'Counts the changes, also those of the list of users.';

-- core.feature_flag_users: the users for whom a flag is on, whatever its share.

create table core.feature_flag_users (
    flag_name text not null
    references core.feature_flags (name) on delete cascade,
    user_id uuid not null,

    primary key (flag_name, user_id)
);

alter table core.feature_flag_users enable row level security;

comment on table core.feature_flag_users is
    'Users who are listed for a flag; core.set_feature_flag writes them.';

-- core.health_checks: the measurements that decide whether the installation is healthy.
--
-- One row per measurement; other modules only add rows. `query` is text that a release
-- seeds. It runs read-only and returns one row of (value numeric, detail text). If
-- `fail` is below `warn`, lower values are worse.

create table core.health_checks (
    name text primary key,
    module text not null,
    query text not null,
    warn numeric,
    fail numeric,
    unit text not null,
    meaning text not null,
    remedy text,
    timeout_ms integer not null default 2000,

    constraint health_checks_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint health_checks_module_check
        check (module = split_part(name, '.', 1)),
    constraint health_checks_unit_check
        check (
            unit ~ '^[a-z]+(_[a-z]+)*$'
            and unit !~ '(^|_)(ms|milli.*|micro.*|minutes?|hours?|days?|percent|.b)$'
        ),
    constraint health_checks_thresholds_check
        check (fail is null or warn is null or fail <> warn),
    constraint health_checks_timeout_ms_check
        check (timeout_ms between 1 and 60000)
);

alter table core.health_checks enable row level security;

comment on table core.health_checks is
    'Measurements that health() checks and metrics() shows, with their thresholds.';
comment on column core.health_checks.query is
    'One select of (value numeric, detail text); value null means nothing to measure.';
comment on column core.health_checks.warn is
    'From this value on the check warns; null: never.';
comment on column core.health_checks.fail is
    'From this value on the check fails; below `warn` if lower values are worse.';
comment on column core.health_checks.unit is
    'Prometheus base unit (seconds, bytes, ratio) or the plural of what is counted.';
comment on column core.health_checks.meaning is
    'What the value says; shown with a check that is not ok.';
comment on column core.health_checks.remedy is
    'What to do when it is not ok; null: nothing, as for what has no thresholds.';
comment on column core.health_checks.timeout_ms is
    'Limit of the query''s run time and of its wait for a lock. Units: milliseconds.';

-- core.canaries: one row per measurement of the time from a commit to a subscriber.
--
-- The worker sends a canary and hears it on the socket of a subscriber. The row is
-- inserted in the transaction that broadcasts it, so a worker that dies afterwards
-- leaves a row without an outcome, which counts for nothing. Retention keeps a day.

create table core.canaries (
    id bigint generated always as identity primary key,
    nonce uuid not null unique default gen_random_uuid(),
    status text not null default 'sent',
    sent_at timestamptz not null,
    took_ms numeric,
    fault text,

    constraint canaries_status_check
        check (status in ('sent', 'arrived', 'failed')),
    constraint canaries_took_ms_check
        check ((status = 'arrived') = (took_ms is not null) and took_ms >= 0),
    constraint canaries_fault_check
        check (
            (status = 'failed') = (fault is not null)
            and length(fault) between 1 and 200
        )
);

-- The window of core._read_canaries, and retention.
create index canaries_sent_at_idx on core.canaries (sent_at);
-- The latest that arrived: the check core.canary_silence.
create index canaries_arrived_idx on core.canaries (sent_at) where status = 'arrived';

alter table core.canaries enable row level security;

comment on table core.canaries is
    'Measurements of the time from a commit to a subscriber of Realtime.';
comment on column core.canaries.nonce is
    'What the message of the canary carries, so that it is known when it arrives.';
comment on column core.canaries.status is
    'sent: no outcome yet, or its worker died; arrived; failed.';
comment on column core.canaries.took_ms is
    'From just after the commit to the receipt. Units: milliseconds.';
comment on column core.canaries.fault is
    'Why none arrived: the channel was not joined, or the time was over.';

-- core.health_samples: the last result of each check, as measured by the watcher.
--
-- health() and metrics() read it for checks that take longer than a caller should wait:
-- a function cannot cancel a statement that runs inside its own statement.

create table core.health_samples (
    name text primary key
    references core.health_checks (name) on delete cascade,
    status text not null,
    value numeric,
    detail text not null,
    took_ms numeric not null,
    has_answered boolean not null,
    sampled_at timestamptz not null,

    constraint health_samples_status_check
        check (status in ('ok', 'warn', 'fail'))
);

alter table core.health_samples enable row level security;

comment on table core.health_samples is
    'The last result of each health check, as measured by the watcher.';
comment on column core.health_samples.took_ms is
    'Duration of the check. Units: milliseconds.';
comment on column core.health_samples.has_answered is
    'False if the query failed or reached its timeout.';

-- core.idempotency_keys: stored responses for repeated requests.
--
-- The primary key is the lock: the transaction that inserts it computes the response,
-- and a concurrent request waits until that transaction ends. `answer` is null only
-- inside that transaction.

create table core.idempotency_keys (
    scope text not null,
    caller text not null,
    key text not null,
    request_sha256 bytea not null,
    answer jsonb,
    created_at timestamptz not null,
    expires_at timestamptz not null,

    primary key (scope, caller, key),
    constraint idempotency_keys_key_check
        check (length(key) between 1 and 200)
);

-- Retention: responses that are no longer returned.
create index idempotency_keys_expires_at_idx on core.idempotency_keys (expires_at);

alter table core.idempotency_keys enable row level security;

comment on table core.idempotency_keys is
    'One row per call that must take effect once; written by two functions of core.';
comment on column core.idempotency_keys.scope is
    'The function that uses the key: <module>.<function>.';
comment on column core.idempotency_keys.caller is
    'The owner of the key: `sub:` and a token''s subject, or `role:` and a role.';
comment on column core.idempotency_keys.request_sha256 is
    'Hash of the request as jsonb; the request itself is not stored.';

-- core.invariants: queries that must never return a row.
--
-- A rule that a constraint can enforce is a constraint; this table has the rules that
-- only a bug can break. `query` is text that a release seeds; no other role may write
-- it.

create table core.invariants (
    name text primary key,
    module text not null,
    query text not null,
    repair text not null,
    severity text not null default 'error',

    constraint invariants_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint invariants_module_check
        check (module = split_part(name, '.', 1)),
    constraint invariants_severity_check
        check (severity in ('error', 'warning'))
);

alter table core.invariants enable row level security;

comment on table core.invariants is
    'Named queries that must return no row; run by `rowhouse verify`.';
comment on column core.invariants.query is
    'One select; each row it returns is one violation.';
comment on column core.invariants.repair is
    'The remedy if it returns rows: a sentence with the statement to run.';
comment on column core.invariants.severity is
    'error: data is wrong. warning: data is right, but needs attention.';

-- core.job_providers: external services and the limits on calls to them.
--
-- A token bucket and a daily budget in one row, which claim locks while it admits jobs.

create table core.job_providers (
    name text primary key,
    per_second numeric not null,
    burst integer not null,
    tokens numeric not null,
    refilled_at timestamptz not null default 'epoch',
    daily_budget integer,
    spent integer not null default 0,
    spent_on date not null default 'epoch',
    paused_until_at timestamptz,
    paused_reason text,

    constraint job_providers_name_check
        check (name ~ '^[a-z][a-z0-9_]*$'),
    constraint job_providers_rate_check
        check (per_second > 0 and burst > 0),
    constraint job_providers_tokens_check
        check (tokens between 0 and burst),
    constraint job_providers_budget_check
        check (daily_budget >= 0 and spent >= 0)
);

alter table core.job_providers enable row level security;

comment on table core.job_providers is
    'External services with a rate (token bucket) and a budget of calls per day (UTC).';
comment on column core.job_providers.tokens is
    'Calls that could start at refilled_at; grows by per_second, up to burst.';
comment on column core.job_providers.daily_budget is
    'Maximum number of calls on one day in UTC; null means no limit.';
comment on column core.job_providers.paused_until_at is
    'End of a pause that the service requested (Retry-After); no job starts before.';

-- core.job_kinds: the kinds of jobs, their handlers and their retries.

create table core.job_kinds (
    kind text primary key,
    handler text not null,
    sql_function text,
    provider text references core.job_providers (name) on delete restrict,
    max_attempts integer not null default 10,
    backoff_seconds integer not null default 5,
    backoff_cap_seconds integer not null default 3600,
    concurrency integer not null default 1,
    description text not null,
    handled_at timestamptz,

    constraint job_kinds_kind_check
        check (kind ~ '^[a-z_]+\.[a-z0-9_]+$'),
    constraint job_kinds_handler_check
        check (
            handler in ('sql', 'python')
            and (handler = 'sql') = (sql_function is not null)
        ),
    constraint job_kinds_sql_function_check
        check (sql_function ~ '^[a-z_]+\.[a-z0-9_]+$'),
    constraint job_kinds_attempts_check
        check (max_attempts > 0),
    constraint job_kinds_backoff_check
        check (backoff_seconds >= 0 and backoff_cap_seconds >= backoff_seconds),
    constraint job_kinds_concurrency_check
        check (concurrency > 0)
);

-- Serves: the kinds of a provider, when the provider is changed or removed.
create index job_kinds_provider_idx on core.job_kinds (provider);

alter table core.job_kinds enable row level security;

comment on table core.job_kinds is
    'Kinds of jobs, seeded by the module that owns each.';
comment on column core.job_kinds.sql_function is
    'A function <schema>.<name>(p_job core.jobs), run as its owner; no result is kept.';
comment on column core.job_kinds.handled_at is
    'When a worker last reported that it has the Python handler.';
comment on column core.job_kinds.provider is
    'The external service that each run calls once.';
comment on column core.job_kinds.backoff_seconds is
    'Wait after the first failure, in seconds; doubles, with jitter, up to the cap.';
comment on column core.job_kinds.backoff_cap_seconds is
    'Longest wait between two attempts, in seconds.';
comment on column core.job_kinds.concurrency is
    'How many jobs of one concurrency key may run at a time.';

-- core.job_queues: the queues and which of them are paused.

create table core.job_queues (
    name text primary key,
    description text not null,
    paused_until_at timestamptz,
    paused_reason text,

    constraint job_queues_name_check
        check (name ~ '^[a-z][a-z0-9_]*$')
);

alter table core.job_queues enable row level security;

comment on table core.job_queues is
    'Queues of jobs. A job names one; a worker serves all or its configured queues.';
comment on column core.job_queues.paused_until_at is
    'No job is claimed from the queue before; null or a past time: not paused.';

-- core.job_schedules: recurring jobs.
--
-- The worker computes ticks with a cron library in the time zone of the schedule. The
-- database claims each tick in one statement, so it is taken once.

create table core.job_schedules (
    name text primary key,
    kind text not null references core.job_kinds (kind) on delete cascade,
    queue text not null default 'default'
    references core.job_queues (name) on delete restrict,
    cron text not null,
    timezone text not null default 'UTC',
    payload jsonb not null default '{}',
    missed text not null default 'skip',
    is_enabled boolean not null default true,
    next_run_at timestamptz,
    last_run_at timestamptz,

    constraint job_schedules_name_check
        check (name ~ '^[a-z_]+\.[a-z0-9_]+$'),
    constraint job_schedules_cron_check
        check (cron ~ '^\S+( \S+){4,5}$'),
    constraint job_schedules_missed_check
        check (missed in ('skip', 'once'))
);

-- Serves: the schedules of a kind, when the kind is removed.
create index job_schedules_kind_idx on core.job_schedules (kind);
-- Serves: the schedules of a queue, when the queue is removed.
create index job_schedules_queue_idx on core.job_schedules (queue);

alter table core.job_schedules enable row level security;

comment on table core.job_schedules is
    'Schedules: a cron expression in a time zone, and the job that each tick enqueues.';
comment on column core.job_schedules.missed is
    'Ticks missed without a worker: skip them, or run once for all of them.';
comment on column core.job_schedules.next_run_at is
    'The next tick; null until a worker has computed it.';

-- core.clock_marks: the latest time seen, used to detect a clock that was set back.
--
-- One row. A worker updates it every few seconds; core.recover_from_clock_rollback
-- reacts if the current time is behind it. Unlogged: after a crash of Postgres there is
-- no mark, and logic that uses a single row (buckets, ticks) does not need one.

create unlogged table core.clock_marks (
    is_only boolean primary key default true,
    seen_at timestamptz not null,
    settled_at timestamptz,
    went_back_at timestamptz,
    went_back_seconds numeric,

    constraint clock_marks_is_only_check
        check (is_only)
);

alter table core.clock_marks enable row level security;

comment on table core.clock_marks is
    'The latest time seen by a worker, and when the clock was last found set back.';
comment on column core.clock_marks.settled_at is
    'When times ahead of the clock were last corrected.';
comment on column core.clock_marks.went_back_seconds is
    'By how much the clock went back at went_back_at, in seconds.';

-- core.idle_workers: idle workers that wait for a NOTIFY.
--
-- NOTIFY takes a lock of the whole database at commit, so writers send one only
-- while this table has a row. Unlogged: after a crash no worker is idle. The row of a
-- killed worker stops counting at expires_at.

create unlogged table core.idle_workers (
    worker uuid primary key,
    signals text[] not null,
    expires_at timestamptz not null
);

alter table core.idle_workers enable row level security;

comment on table core.idle_workers is
    'Idle workers; enqueue and emit notify channel core:jobs only for them.';
comment on column core.idle_workers.signals is
    'Queues that wake the worker, and @events for the event log.';
comment on column core.idle_workers.expires_at is
    'In real time: an idle worker wakes before this and registers again.';

-- core.workers: when each worker last gave a sign of life.
--
-- A worker writes its row every ten seconds and deletes it when it stops as asked. So a
-- row that grows old is a worker that was killed or hangs. Logged, unlike
-- core.idle_workers: a health check reads it on a standby, too.

create table core.workers (
    worker uuid primary key,
    host text not null,
    pid integer not null,
    seen_at timestamptz not null
);

alter table core.workers enable row level security;

comment on table core.workers is
    'Workers that have not stopped as asked; core.worker_silence reads it.';
comment on column core.workers.host is
    'The name of the machine or container that the worker runs on.';
comment on column core.workers.pid is
    'The process, as the host counts it.';

-- core.jobs: unfinished jobs: ready, waiting for a time or a turn, or dead.
--
-- A lease changes no indexed column: claiming is a heap-only update, and a running job
-- stays in the index of ready jobs. So claim finds free jobs and those with an expired
-- lease in one index scan and skips running jobs, of which there are never more than
-- the workers hold. A job that may not start yet is not `ready` and is not in that
-- index. `fillfactor` leaves room on the page for the leased version of each row: at
-- 60, a third of them moved to other pages, and claims took 2.5 times as long.
--
-- Only functions of core write here, and the insert is nearly all the work of enqueue:
-- four checks cost as much as the row and its indexes, and a reference to job_kinds
-- would lock the kind. Invariants (job_states_agree, job_kind_known) watch these rules
-- instead.

create table core.jobs (
    id bigint generated always as identity primary key,
    kind text not null,
    queue text not null default 'default',
    payload jsonb not null default '{}',
    priority integer not null default 0,
    status text not null default 'ready',
    wait_reason text,
    run_at timestamptz not null,
    attempts integer not null default 0,
    max_attempts integer not null,
    dedupe_key text,
    concurrency_key text,
    is_limited boolean not null default false,
    token bigint not null default 0,
    leased_by uuid,
    lease_expires_at timestamptz,
    heartbeat_at timestamptz,
    started_at timestamptz,
    cancel_requested_at timestamptz,
    last_error text,
    last_traceback text,
    died_at timestamptz,
    actor uuid,
    traceparent text,
    enqueued_at timestamptz not null
)
with (fillfactor = 45);

-- Serves: claim_jobs, the next ready jobs of a queue, free or with an expired lease.
create index jobs_queue_priority_id_idx
    on core.jobs (queue, priority desc, id)
    where status = 'ready';
-- Serves: claim_jobs and next_job_at, jobs whose wait is over; redrive, dead jobs.
create index jobs_status_run_at_idx
    on core.jobs (status, run_at)
    where status <> 'ready';
-- Serves: enqueue, one unfinished job per key; dead jobs do not count.
create unique index jobs_kind_dedupe_key_idx
    on core.jobs (kind, dedupe_key)
    where dedupe_key is not null and status <> 'dead';
-- Serves: the number of running jobs of a key, and the next one.
create index jobs_concurrency_key_priority_id_idx
    on core.jobs (concurrency_key, priority desc, id)
    where concurrency_key is not null and status <> 'dead';

alter table core.jobs enable row level security;

comment on table core.jobs is
    'Unfinished jobs. Finished ones are in core.finished_jobs, with the same id.';
comment on column core.jobs.status is
    'ready: may start, or runs under a lease; waiting: until run_at; dead: gave up.';
comment on column core.jobs.wait_reason is
    'scheduled, retry, concurrency_key, provider_paused, _rate or _budget.';
comment on column core.jobs.priority is
    'Higher first; equal priorities in the order of enqueueing.';
comment on column core.jobs.is_limited is
    'Has a concurrency key or a provider, so claim checks limits before it starts.';
comment on column core.jobs.token is
    'Fencing token: grows with every lease; only its holder may end or extend it.';
comment on column core.jobs.last_traceback is
    'The end of the traceback of the last failure in a Python handler.';
comment on column core.jobs.leased_by is
    'The worker process that holds the lease: a random id per process.';

-- core.legal_holds: tables of which no row may be deleted for now.
--
-- Several holds of one table may overlap; retention continues when the last is
-- released. The table is a regclass, so a hold follows a rename and survives a restore.

create table core.legal_holds (
    id bigint generated always as identity primary key,
    held_table regclass not null,
    reason text not null,
    placed_at timestamptz not null,
    placed_by uuid,
    released_at timestamptz,

    constraint legal_holds_reason_check
        check (length(reason) between 1 and 500),
    constraint legal_holds_released_at_check
        check (released_at >= placed_at)
);

-- Serves: whether a table is on hold.
create index legal_holds_held_table_idx
    on core.legal_holds (held_table)
    where released_at is null;

alter table core.legal_holds enable row level security;

comment on table core.legal_holds is
    'Holds against retention; a released hold is kept as a record.';

-- core.load_checkpoints: the progress of each `rowhouse load`.
--
-- A batch of rows and its update here commit together, so a load that was killed
-- resumes after the last committed row. `rejected_bytes` includes the file of rejected
-- rows in that: bytes beyond it belong to a batch that never committed.

create table core.load_checkpoints (
    key text primary key,
    table_name text not null,
    file_name text not null,
    last_line bigint not null default 0,
    rows_read bigint not null default 0,
    rows_inserted bigint not null default 0,
    rows_rejected bigint not null default 0,
    rejected_bytes bigint not null default 0,
    started_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    finished_at timestamptz,

    constraint load_checkpoints_key_check
        check (key ~ '^[0-9a-f]{64}$'),
    constraint load_checkpoints_counts_check
        check (
            last_line >= 0
            and rows_inserted >= 0
            and rejected_bytes >= 0
            and rows_rejected between 0 and rows_read
        )
);

alter table core.load_checkpoints enable row level security;

comment on table core.load_checkpoints is
    'One row per file, table and mapping that `rowhouse load` has started or finished.';
comment on column core.load_checkpoints.key is
    'SHA-256 over the file''s content, the table, the mapping and the constants.';
comment on column core.load_checkpoints.last_line is
    'The last line whose row is committed or rejected; the header is line 1.';
comment on column core.load_checkpoints.rejected_bytes is
    'Length in bytes of the file of rejected rows when this row was written.';
comment on column core.load_checkpoints.finished_at is
    'When the last line was loaded; null while a load runs or can be resumed.';

-- core.metric_sources: metrics with labels; a metric without labels is a health check.
--
-- A monitoring server keeps each label set as one series, so a source limits their
-- number: the largest values keep their labels, the others are summed up. Of a counter,
-- the series that its query returns first keep them, so a query orders by what stays.

create table core.metric_sources (
    name text primary key,
    module text not null,
    kind text not null,
    help text not null,
    query text not null,
    max_series integer not null default 50,

    constraint metric_sources_name_check
        check (name ~ '^[a-z]+(_[a-z0-9]+)*$'),
    constraint metric_sources_kind_check
        check (
            kind in ('counter', 'gauge')
            and (kind = 'counter') = (name ~ '_total$')
        ),
    constraint metric_sources_max_series_check
        check (max_series between 1 and 1000)
);

alter table core.metric_sources enable row level security;

comment on table core.metric_sources is
    'Labelled metrics of metrics(): one query each, with a bound on its series.';
comment on column core.metric_sources.name is
    'Without the prefix rowhouse_; ends with the base unit, a counter with _total.';
comment on column core.metric_sources.query is
    'One select of (labels jsonb, value numeric): an object of strings and its value.';
comment on column core.metric_sources.max_series is
    'Maximum of label sets; the rest is summed under the label value `other`.';

-- core.notifications: messages for users, until they are read.

create table core.notifications (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    kind text not null,
    payload jsonb not null default '{}',
    dedupe_key text,
    created_at timestamptz not null,
    read_at timestamptz,

    constraint notifications_kind_check
        check (kind ~ '^[a-z_]+\.[a-z_]+(\.[a-z_]+)?$'),
    constraint notifications_read_at_check
        check (read_at >= created_at)
);

-- A user's list, newest first.
create index notifications_user_id_id_idx on core.notifications (user_id, id desc);

-- A user's unread count; one unread notification per deduplication key.
create index notifications_user_id_unread_idx
    on core.notifications (user_id, id)
    where read_at is null;
create unique index notifications_user_id_dedupe_key_idx
    on core.notifications (user_id, dedupe_key)
    where read_at is null and dedupe_key is not null;

-- Retention: notifications that were read long ago.
create index notifications_created_at_idx on core.notifications (created_at);

alter table core.notifications enable row level security;

comment on table core.notifications is
    'Messages to users, written by core.notify_user. Retention: retention_policies.';
comment on column core.notifications.kind is
    'What happened: <module>.<entity>[.<past tense>]; clients choose a text by it.';
comment on column core.notifications.dedupe_key is
    'While a notification with this key is unread, the user gets no second one.';

-- core.operation_kinds: the kinds of bulk operations and the function that runs a
-- chunk.

create table core.operation_kinds (
    kind text primary key,
    chunk_function text not null,
    chunk_size integer not null default 100,
    parallel integer not null default 1,
    max_items integer not null default 100000,
    description text not null,

    constraint operation_kinds_kind_check
        check (kind ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint operation_kinds_chunk_function_check
        check (chunk_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint operation_kinds_chunk_size_check
        check (chunk_size between 1 and 10000),
    constraint operation_kinds_parallel_check
        check (parallel between 1 and 16),
    constraint operation_kinds_max_items_check
        check (max_items between 1 and 10000000)
);

alter table core.operation_kinds enable row level security;

comment on table core.operation_kinds is
    'Kinds of bulk operations, seeded by their modules.';
comment on column core.operation_kinds.chunk_function is
    'Name of f(p_operation core.operations, p_chunk jsonb) returns void, or jsonb: the '
    'refused items, [{place, key, detail}], where place counts from 1.';
comment on column core.operation_kinds.chunk_size is
    'Items per chunk. A chunk is one subtransaction; its locks last for a slice.';
comment on column core.operation_kinds.parallel is
    'Number of jobs that work on one operation at the same time.';
comment on column core.operation_kinds.max_items is
    'Maximum number of items of one call.';

-- core.operations: bulk operations, their parameters and their progress.
--
-- The items are in core.operation_chunks; jobs of kind core.run_operation process them.

create table core.operations (
    id bigint generated always as identity primary key,
    kind text not null
    references core.operation_kinds (kind) on delete restrict,
    status text not null default 'queued',
    params jsonb not null default '{}',
    total integer not null,
    done integer not null default 0,
    failed integer not null default 0,
    skipped integer not null default 0,
    requested_by uuid,
    is_requester_listed boolean not null default false,
    request_id text,
    traceparent text,
    created_at timestamptz not null,
    started_at timestamptz,
    progressed_at timestamptz not null,
    cancel_requested_at timestamptz,
    finished_at timestamptz,

    constraint operations_status_check
        check (
            status in (
                'queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled'
            )
        ),
    constraint operations_counts_check
        check (
            done >= 0 and failed >= 0 and skipped >= 0
            and done + failed + skipped <= total
        ),
    constraint operations_finished_at_check
        check ((finished_at is null) = (status in ('queued', 'running'))),
    constraint operations_complete_check
        check (finished_at is null or done + failed + skipped = total)
);

-- Serves: the number of operations that a caller has started lately.
create index operations_requested_by_created_at_idx
    on core.operations (requested_by, created_at);
-- Serves: the kinds in use; covers the foreign key.
create index operations_kind_idx on core.operations (kind);
-- The health check that looks for operations without progress.
create index operations_progressed_at_idx
    on core.operations (progressed_at) where finished_at is null;

alter table core.operations enable row level security;

comment on table core.operations is
    'Bulk operations: status and progress. Retention: settings of core.operations.';
comment on column core.operations.is_requester_listed is
    'auth.users had the caller. If the user is deleted there, the rest is cancelled.';
comment on column core.operations.status is
    'partial: some items failed; failed: all did; cancelled: some were not tried.';
comment on column core.operations.params is
    'The caller''s parameters for all items.';
comment on column core.operations.skipped is
    'Items that were not tried because the operation was cancelled.';
comment on column core.operations.traceparent is
    'W3C trace context of the request that started it.';

-- core.operation_chunks: the items of an operation, in chunks.
--
-- The effect of a chunk and its status here commit together, so it is applied exactly
-- once, however often its job is started.

create table core.operation_chunks (
    operation_id bigint not null
    references core.operations (id) on delete cascade,
    number integer not null,
    first_item integer not null,
    items jsonb not null,
    status text not null default 'pending',
    finished_at timestamptz,

    primary key (operation_id, number),
    constraint operation_chunks_status_check
        check (status in ('pending', 'done', 'skipped')),
    constraint operation_chunks_items_check
        check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) > 0),
    constraint operation_chunks_finished_at_check
        check ((finished_at is null) = (status = 'pending'))
);

-- The next pending chunk.
create index operation_chunks_operation_id_number_idx
    on core.operation_chunks (operation_id, number) where status = 'pending';

alter table core.operation_chunks enable row level security;

comment on table core.operation_chunks is
    'Chunks of an operation: pending, done (also with failed items) or skipped.';
comment on column core.operation_chunks.first_item is
    'Position of its first item in the call, from 1.';

-- core.operation_errors: the failed items of an operation and their errors.

create table core.operation_errors (
    operation_id bigint not null
    references core.operations (id) on delete cascade,
    item_number integer not null,
    item jsonb not null,
    code text not null,
    message text not null,
    detail text not null,
    hint text not null,
    failed_at timestamptz not null,

    primary key (operation_id, item_number)
);

alter table core.operation_errors enable row level security;

comment on table core.operation_errors is
    'One row per failed item with its own error; the rest of the chunk is applied.';
comment on column core.operation_errors.item_number is
    'Position of the item in the call, from 1.';
comment on column core.operation_errors.code is
    'SQLSTATE of the item''s error.';

-- core.partitioned_tables: tables that are partitioned by time, with their retention.
--
-- A release seeds the tables; core.maintain_partitions reads them.

create table core.partitioned_tables (
    table_name text primary key,
    every interval not null,
    ahead integer not null,
    keep interval,
    before_drop text,

    constraint partitioned_tables_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint partitioned_tables_every_check
        check (
            every in (
                interval '1 hour',
                interval '1 day',
                interval '1 month',
                interval '1 year'
            )
        ),
    constraint partitioned_tables_ahead_check
        check (ahead between 1 and 366),
    constraint partitioned_tables_keep_check
        check (keep > interval '0'),
    constraint partitioned_tables_before_drop_check
        check (before_drop ~ '^[a-z_]+\.[a-z_0-9]+$')
);

alter table core.partitioned_tables enable row level security;

comment on table core.partitioned_tables is
    'Tables partitioned by time; core.maintain_partitions maintains them.';
comment on column core.partitioned_tables.every is
    'The span of one partition: 1 hour, 1 day, 1 month or 1 year, in UTC.';
comment on column core.partitioned_tables.ahead is
    'Number of partitions that are created ahead of the current one.';
comment on column core.partitioned_tables.keep is
    'A partition that ended longer ago is dropped; null: never. Owned by the operator.';
comment on column core.partitioned_tables.before_drop is
    'A function <schema>.<name>(p_partition regclass), run before each drop.';

-- core.interval_tasks: functions that a worker calls at an interval below a minute.
--
-- Each call is a transaction of its own. A task keeps nothing between two calls and
-- may be called by several workers at once; it returns whether more work is left.

create table core.interval_tasks (
    name text primary key,
    sql_function text not null,
    period_ms integer not null,
    description text not null,

    constraint interval_tasks_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint interval_tasks_sql_function_check
        check (sql_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint interval_tasks_period_ms_check
        check (period_ms between 10 and 60000)
);

alter table core.interval_tasks enable row level security;

comment on table core.interval_tasks is
    'Functions that a worker calls again and again, seeded by their modules.';
comment on column core.interval_tasks.sql_function is
    'Name of f() returns boolean: whether to call it again at once.';
comment on column core.interval_tasks.period_ms is
    'Units: milliseconds between two calls.';

-- core.rate_limits: token buckets, each stored as the time at which it is full again.
--
-- One time is enough: tokens = capacity - (full_at - now) / time per token. Unlogged: a
-- crash clears the buckets, and every caller starts with a full one. There is no index
-- on full_at, so every update is heap-only; the fill factor leaves room for it.

create unlogged table core.rate_limits (
    key text primary key,
    full_at timestamptz not null,

    constraint rate_limits_key_check
        check (length(key) between 1 and 300)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

alter table core.rate_limits enable row level security;

comment on table core.rate_limits is
    'Token buckets, one row per limited caller; written by core.take_token only.';
comment on column core.rate_limits.key is
    'The limit and the caller: role:anon:192.0.2.1, rpc:place_order:<user id>.';
comment on column core.rate_limits.full_at is
    'When the bucket is full again; a past time means a full bucket.';

-- core.request_counts: requests to the API by RPC and status, in periods of 5 minutes.
--
-- Gateways add to it through core.record_requests; retention deletes old periods.

create table core.request_counts (
    started_at timestamptz not null,
    rpc text not null,
    status integer not null,
    requests bigint not null,
    took_ms numeric not null,

    primary key (started_at, rpc, status),
    constraint request_counts_status_check
        check (status between 100 and 599),
    constraint request_counts_requests_check
        check (requests > 0 and took_ms >= 0)
);

alter table core.request_counts enable row level security;

comment on table core.request_counts is
    'Requests to the API in periods of five minutes, by RPC and HTTP status.';
comment on column core.request_counts.started_at is
    'The beginning of the period in which a gateway wrote the counts.';
comment on column core.request_counts.rpc is
    'The name of an exposed function; `other`: a table, or a path that is unknown.';
comment on column core.request_counts.status is
    'The HTTP status; 499: the client left before it had its answer.';
comment on column core.request_counts.took_ms is
    'The time of all these requests in the gateway. Units: milliseconds.';

-- core.request_totals: all requests to the API ever counted, by RPC and status.
--
-- It is never pruned: a counter of a monitoring server must not fall, as a sum over
-- core.request_counts would. For the same reason a series must not be named in one
-- scrape and be among the others in the next: they are listed in the order of their id.

create table core.request_totals (
    id bigint generated always as identity,
    rpc text not null,
    status integer not null,
    requests bigint not null,
    took_ms numeric not null,

    primary key (rpc, status),
    constraint request_totals_status_check
        check (status between 100 and 599),
    constraint request_totals_requests_check
        check (requests > 0 and took_ms >= 0)
);

alter table core.request_totals enable row level security;

comment on table core.request_totals is
    'All requests to the API that were counted, by RPC and HTTP status.';
comment on column core.request_totals.took_ms is
    'The time of all these requests in the gateway. Units: milliseconds.';

-- core.retention_policies: how long the rows of a table are kept.
--
-- A release seeds the row; `keep` and `is_enabled` belong to the operator. `condition`
-- is text from a release that becomes part of a statement; no other role may write it.

create table core.retention_policies (
    table_name text primary key,
    method text not null,
    column_name text not null,
    keep interval not null,
    condition text,
    batch_rows integer not null default 5000,
    is_enabled boolean not null default true,
    description text not null,

    constraint retention_policies_table_name_check
        check (length(table_name) between 3 and 200),
    constraint retention_policies_method_check
        check (
            method in ('partition', 'predicate')
            and (method = 'predicate' or condition is null)
        ),
    constraint retention_policies_keep_check
        check (keep >= interval '0'),
    constraint retention_policies_batch_rows_check
        check (batch_rows between 1 and 100000)
);

alter table core.retention_policies enable row level security;

comment on table core.retention_policies is
    'One row per table with retention: whole partitions, or rows older than `keep`.';
comment on column core.retention_policies.column_name is
    'The timestamptz column that gives the age of a row.';
comment on column core.retention_policies.condition is
    'An additional condition for deleting a row; null: none.';

-- core.retention_runs: what each run of retention deleted, or would have deleted.

create table core.retention_runs (
    id bigint generated always as identity primary key,
    table_name text not null references core.retention_policies (table_name)
        on delete cascade,
    ran_at timestamptz not null,
    cutoff_at timestamptz not null,
    is_dry_run boolean not null,
    outcome text not null,
    partitions text[] not null default '{}',
    rows bigint not null default 0,
    has_more boolean not null default false,
    detail text,

    constraint retention_runs_outcome_check
        check (outcome in ('done', 'held', 'disabled', 'failed'))
);

-- The report: latest runs of a table; also covers the table_name fkey.
create index retention_runs_table_name_id_idx
    on core.retention_runs (table_name, id desc);

-- Retention of this table itself.
create index retention_runs_ran_at_idx on core.retention_runs (ran_at);

alter table core.retention_runs enable row level security;

comment on table core.retention_runs is
    'One row per table and run; the report of retention.';
comment on column core.retention_runs.rows is
    'Rows deleted, or counted by a dry run; without the rows of dropped partitions.';
comment on column core.retention_runs.has_more is
    'True if the batch was full, so that another run follows.';

-- core.revertible_tables: audited tables in which app role admin may revert changes.
--
-- core.revert_change writes as the owner, and only to tables that the owner has listed
-- here. To disallow a table, set is_allowed to false: the next seed would insert a
-- deleted row again.

create table core.revertible_tables (
    audited_table regclass primary key,
    is_allowed boolean not null default true
);

alter table core.revertible_tables enable row level security;

comment on table core.revertible_tables is
    'The owner''s list of tables that core.revert_change may write for other roles.';

-- core.revoked_tokens: tokens that are refused before they expire.

create table core.revoked_tokens (
    jti text primary key,
    revoked_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_by uuid,

    constraint revoked_tokens_jti_check
        check (length(jti) between 1 and 200)
);

-- Retention: rows whose token has expired.
create index revoked_tokens_expires_at_idx on core.revoked_tokens (expires_at);

alter table core.revoked_tokens enable row level security;

comment on table core.revoked_tokens is
    'Tokens refused by jti (or by session_id, where tokens have no jti).';
comment on column core.revoked_tokens.expires_at is
    'When the token expires; after that the row can be deleted.';
comment on column core.revoked_tokens.revoked_by is
    'Who revoked it; null for a server or an operator.';

-- core.revoked_users: users whose tokens are refused if issued up to a time.
--
-- One row per user, kept for ever: a token may have no `exp`, or one that is years
-- ahead.

create table core.revoked_users (
    user_id uuid primary key,
    issued_until_at timestamptz not null,
    revoked_by uuid
);

-- Retention: rows that are older than the longest life of a token.

alter table core.revoked_users enable row level security;

comment on table core.revoked_users is
    'A user''s tokens that were issued up to a time are refused; kept for ever.';
comment on column core.revoked_users.issued_until_at is
    'Tokens whose iat is not later are refused; a token without iat always is.';
comment on column core.revoked_users.revoked_by is
    'Who revoked them; null for a server or an operator.';

-- core.settings: the settings that an operator can change, one row each.
--
-- A release owns name, default, description and schema (its seed rewrites them). The
-- operator owns value, and the owner of the database is_changeable: a release sets that
-- once, when it brings the setting.

create table core.settings (
    name text primary key,
    default_value jsonb not null,
    value jsonb,
    description text not null,
    is_changeable boolean not null default false,
    value_schema jsonb,

    constraint settings_name_check
        check (name ~ '^[a-z_]+(\.[a-z_0-9]+)+$'),
    constraint settings_value_check
        check (value is null or jsonb_typeof(value) = jsonb_typeof(default_value)),
    constraint settings_is_changeable_check
        check (not is_changeable or value_schema is not null)
);

alter table core.settings enable row level security;

comment on table core.settings is
    'Settings of every module. Effective value: coalesce(value, default_value).';
comment on column core.settings.name is
    'Dotted name: <module>.<setting>; a unit is the last word of the name.';
comment on column core.settings.value is
    'The operator''s choice, of the default''s JSON type; null means the default.';
comment on column core.settings.is_changeable is
    'Whether app role admin may change it through change_setting.';
comment on column core.settings.value_schema is
    'JSON Schema of the value, for every writer; null: only its JSON type is checked.';

-- core.topic_rules: who may read which topics, and which topics are broadcast.

create table core.topic_rules (
    prefix text primary key,
    audience text not null,
    roles text[] not null default '{}',
    predicate text,
    is_broadcast boolean not null default false,

    constraint topic_rules_prefix_check
        check (prefix ~ '^[a-z_]+(:[a-z_]+)?$'),
    constraint topic_rules_audience_check
        check (audience in ('everyone', 'users', 'owner', 'roles', 'predicate')),
    constraint topic_rules_roles_check
        check ((audience = 'roles') = (roles <> '{}')),
    constraint topic_rules_predicate_check
        check (
            (audience = 'predicate') = (predicate is not null)
            and predicate ~ '^[a-z_]+\.[a-z0-9_]+$'
        )
);

alter table core.topic_rules enable row level security;

comment on table core.topic_rules is
    'Rights on topics, read by core.can_read_topic; a topic without a rule is closed.';
comment on column core.topic_rules.prefix is
    '<module> or <module>:<entity>; the longest one that a topic begins with decides.';
comment on column core.topic_rules.audience is
    'everyone; users: signed in; owner: ends with the caller''s id; roles; predicate.';
comment on column core.topic_rules.is_broadcast is
    'Whether events of these topics are also sent through private Realtime channels.';
comment on column core.topic_rules.predicate is
    'A definer <schema>.<name>(p_topic text) returns boolean that checks the caller.';

-- core.validation_rules: the rules that records of an entity must satisfy.
--
-- A release seeds them; an operator can disable a rule or lower its severity. Every
-- change compiles them into one function per entity, so no rule is parsed while a
-- record is validated. Arguments are data: they reach the function as quoted literals,
-- and the only code that a rule can name is an existing, read-only function of a
-- module.

create table core.validation_rules (
    entity text not null,
    name text not null,
    field text,
    kind text not null,
    argument jsonb not null default '{}',
    message text not null,
    severity text not null default 'error',
    position integer not null default 100,
    is_enabled boolean not null default true,

    primary key (entity, name),
    constraint validation_rules_entity_check
        check (entity ~ '^[a-z_]+\.[a-z_]+$' and length(entity) <= 50),
    constraint validation_rules_name_check
        check (name ~ '^[a-z][a-z0-9_]*$'),
    constraint validation_rules_kind_check
        check (
            kind in (
                'sanitize', 'required', 'type', 'pattern', 'length', 'range', 'one_of',
                'required_if', 'json_schema', 'compare', 'custom'
            )
        ),
    constraint validation_rules_field_check
        check (
            case
                when kind in ('compare', 'custom') then true
                when kind = 'json_schema' then true
                else field is not null
            end
        ),
    constraint validation_rules_severity_check
        check (severity in ('error', 'warning'))
);

alter table core.validation_rules enable row level security;

comment on table core.validation_rules is
    'Rules per entity: field, cross-field and custom; compiled into core._check_*.';
comment on column core.validation_rules.name is
    'The stable code of a violation.';
comment on column core.validation_rules.argument is
    'The argument of the kind: {"type"}, {"pattern"}, {"min", "max"}, {"values"}, '
    '{"schema"}, {"field", "equals"}, {"left", "op", "right"}, {"function"}, '
    '{"steps"}.';
comment on column core.validation_rules.severity is
    'error: the record is refused. warning: reported, and the record is accepted.';

-- core.view_refreshes: the maximum and the actual age of each materialized view.
--
-- The catalog does not record when a view was refreshed; core.refresh_view records it
-- here.

create table core.view_refreshes (
    view_name text primary key,
    refresh_every interval not null,
    refreshed_at timestamptz,
    took_ms numeric,

    constraint view_refreshes_view_name_check
        check (view_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint view_refreshes_refresh_every_check
        check (refresh_every > '0')
);

alter table core.view_refreshes enable row level security;

comment on table core.view_refreshes is
    'Materialized views: how often each is refreshed, and when it last was.';
comment on column core.view_refreshes.took_ms is
    'Duration of the last refresh. Units: milliseconds.';

-- core.webhook_endpoints: the receivers of events and the events that they want.
--
-- `app_roles` are the roles of the owner's token when the endpoint was last saved: an
-- endpoint never gets an event that its owner could not read. Values that change with
-- every delivery are in core.webhook_circuits, so this row is rarely updated.

create table core.webhook_endpoints (
    id uuid primary key default gen_random_uuid(),
    owner_id uuid not null,
    is_owner_listed boolean not null default false,
    app_roles text[] not null default '{}',
    url text not null,
    event_types text[] not null,
    description text not null default '',
    status text not null default 'active',
    status_reason text,
    max_concurrency integer not null,
    max_per_second integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint webhook_endpoints_url_check
        check (url ~ '^https?://' and length(url) <= 2000),
    constraint webhook_endpoints_event_types_check
        check (
            cardinality(event_types) between 1 and 50
            and array_position(event_types, null) is null
        ),
    constraint webhook_endpoints_description_check
        check (length(description) <= 500),
    constraint webhook_endpoints_status_check
        check (status in ('active', 'disabled')),
    constraint webhook_endpoints_status_reason_check
        check (
            (status = 'active') = (status_reason is null)
            and coalesce(
                status_reason in ('owner', 'gone', 'failing', 'owner_gone'), true
            )
        ),
    constraint webhook_endpoints_max_concurrency_check
        check (max_concurrency between 1 and 100),
    constraint webhook_endpoints_max_per_second_check
        check (max_per_second between 1 and 1000)
);

-- list_webhooks: one owner's endpoints in the order of their creation.
create index webhook_endpoints_owner_id_created_at_idx
on core.webhook_endpoints (owner_id, created_at);

alter table core.webhook_endpoints enable row level security;

comment on table core.webhook_endpoints is
    'Receivers of events by HTTP, each with its owner, its types and its limits.';
comment on column core.webhook_endpoints.event_types is
    'Patterns: an event type, a prefix of one followed by `.*`, or `*`.';
comment on column core.webhook_endpoints.status_reason is
$$Why it is disabled: owner, gone (responded 410), failing (for too long) or owner_gone
(the user is no longer in auth.users).$$;
comment on column core.webhook_endpoints.is_owner_listed is
    'auth.users had the owner when the endpoint was saved; no row now means deleted.';
comment on column core.webhook_endpoints.max_concurrency is
    'Maximum number of deliveries in progress at once.';
comment on column core.webhook_endpoints.max_per_second is
    'Maximum number of deliveries that start per second.';

-- core.webhook_deliveries: one event for one endpoint.
--
-- A delivery is pending until it is delivered or failed. A claim takes a lease: `lease`
-- is the fencing token and grows with each claim, and `next_attempt_at` moves to the
-- end of the lease, so a delivery whose sender crashed becomes due again by itself. The
-- body is stored, since every attempt sends the same bytes, even after the event was
-- dropped.

create table core.webhook_deliveries (
    id bigint generated always as identity primary key,
    endpoint_id uuid not null
    references core.webhook_endpoints (id) on delete cascade,
    event_id bigint not null,
    event_type text not null,
    event_at timestamptz not null,
    topic text,
    body text not null,
    traceparent text,
    status text not null default 'pending',
    step integer not null default 0,
    lease integer not null default 0,
    leased_by uuid,
    leased_until_at timestamptz,
    next_attempt_at timestamptz not null,
    last_outcome text,
    created_at timestamptz not null,
    finished_at timestamptz,

    unique (endpoint_id, event_id),
    constraint webhook_deliveries_status_check
        check (status in ('pending', 'delivered', 'failed')),
    constraint webhook_deliveries_finished_at_check
        check ((status = 'pending') = (finished_at is null)),
    constraint webhook_deliveries_lease_check
        check (
            lease >= 0 and step >= 0
            and num_nulls(leased_by, leased_until_at) in (0, 2)
            and (leased_by is null or status = 'pending')
        )
)
with (fillfactor = 80);

-- claim_webhooks: endpoints with pending deliveries, and their due deliveries.
create index webhook_deliveries_endpoint_id_next_attempt_at_idx
on core.webhook_deliveries (endpoint_id, next_attempt_at, id)
where status = 'pending';
-- claim_webhooks: the number of deliveries in progress at an endpoint.
create index webhook_deliveries_endpoint_id_leased_until_at_idx
on core.webhook_deliveries (endpoint_id, leased_until_at)
where leased_by is not null;
-- list_webhook_deliveries: newest first, of one status.
create index webhook_deliveries_endpoint_id_status_id_idx
on core.webhook_deliveries (endpoint_id, status, id);
-- list_webhook_deliveries: newest first, of any status.
create index webhook_deliveries_endpoint_id_id_idx
on core.webhook_deliveries (endpoint_id, id);
-- Retention: deliveries that finished long ago.
create index webhook_deliveries_finished_at_idx
on core.webhook_deliveries (finished_at)
where finished_at is not null;

alter table core.webhook_deliveries enable row level security;

comment on table core.webhook_deliveries is
$$Deliveries of events to endpoints.

Retention: core.retention_policies, for finished deliveries.
$$;
comment on column core.webhook_deliveries.step is
    'Attempts made in this round; it selects the next delay.';
comment on column core.webhook_deliveries.lease is
    'Fencing token: the number of the latest claim and of its attempt.';
comment on column core.webhook_deliveries.next_attempt_at is
    'When it is due; during an attempt, the end of the lease.';
comment on column core.webhook_deliveries.last_outcome is
$$The outcome of the latest attempt, see core.webhook_attempts.outcome; or why there was
none: forbidden (the owner may no longer read the topic), owner_gone.$$;
comment on column core.webhook_deliveries.topic is
    'Topic of the event; the owner must be allowed to read it at every attempt.';

-- core.webhook_attempts: every attempt to send a delivery, finished or not.
--
-- The row is inserted when the delivery is claimed and completed when the sender
-- reports, so an attempt whose sender crashed has a row too.

create table core.webhook_attempts (
    delivery_id bigint not null
    references core.webhook_deliveries (id) on delete cascade,
    number integer not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome text,
    status_code integer,
    error text,
    latency_ms integer,
    response text,
    response_sha256 text,

    primary key (delivery_id, number),
    constraint webhook_attempts_outcome_check
        check (
            outcome in (
                'delivered', 'refused', 'gone', 'throttled', 'unavailable', 'failed',
                'lost'
            )
            and (outcome is null) = (finished_at is null)
        ),
    constraint webhook_attempts_response_check
        check (
            octet_length(response) <= 4096 and length(error) <= 500
            and response_sha256 ~ '^[0-9a-f]{64}$'
        )
);

alter table core.webhook_attempts enable row level security;

comment on table core.webhook_attempts is
    'Attempts to deliver: status, latency, and the start and hash of the response.';
comment on column core.webhook_attempts.number is
    'The lease of the delivery during the attempt.';
comment on column core.webhook_attempts.outcome is
$$delivered: 2xx. refused: no retry. gone: 410. throttled: the receiver asked to wait.
unavailable: no timely response, or 5xx. failed: another status. lost: crash.$$;
comment on column core.webhook_attempts.latency_ms is
    'From the start of the request to its end. Units: milliseconds.';
comment on column core.webhook_attempts.response is
    'The first 1,024 bytes of the response body, as text.';
comment on column core.webhook_attempts.response_sha256 is
    'SHA-256 of the response body, or of its first 65,536 bytes if it is longer.';

-- core.webhook_circuits: the changing state of each endpoint: breaker, rate and pause.
--
-- One row per endpoint. Lock order: this row, then the endpoint, then its deliveries.
-- Claiming and finishing deliveries and changing the endpoint all use it.

create table core.webhook_circuits (
    endpoint_id uuid primary key
    references core.webhook_endpoints (id) on delete cascade,
    state text not null default 'closed',
    failures integer not null default 0,
    openings integer not null default 0,
    resume_at timestamptz,
    failing_since_at timestamptz,
    succeeded_at timestamptz,
    tokens double precision not null default 1,
    refilled_at timestamptz not null default '-infinity',
    claimed_at timestamptz,

    constraint webhook_circuits_state_check
        check (state in ('closed', 'open', 'half_open')),
    constraint webhook_circuits_counts_check
        check (failures >= 0 and openings >= 0 and tokens >= 0),
    constraint webhook_circuits_resume_at_check
        check (state <> 'open' or resume_at is not null)
)
with (fillfactor = 70);

alter table core.webhook_circuits enable row level security;

comment on table core.webhook_circuits is
    'Per endpoint: circuit breaker, token bucket, pause requested by the receiver.';
comment on column core.webhook_circuits.state is
    'closed: sends. open: waits until resume_at. half_open: one probe is in progress.';
comment on column core.webhook_circuits.failures is
    'Consecutive failures because the receiver was unavailable.';
comment on column core.webhook_circuits.openings is
    'Times the circuit opened since the last success; each time it stays open longer.';
comment on column core.webhook_circuits.failing_since_at is
    'The first failure after the last success; null while it works.';
comment on column core.webhook_circuits.tokens is
    'Deliveries that could start at refilled_at; grows by max_per_second.';

-- core.webhook_sources: external senders, and the job kind for their messages.

create table core.webhook_sources (
    name text primary key,
    job_kind text,
    header_prefix text not null default 'webhook',
    is_enabled boolean not null default true,
    created_at timestamptz not null,

    constraint webhook_sources_name_check
        check (name ~ '^[a-z][a-z0-9_.-]{0,62}$'),
    constraint webhook_sources_header_prefix_check
        check (header_prefix ~ '^[a-z][a-z0-9-]{0,30}$')
);

alter table core.webhook_sources enable row level security;

comment on table core.webhook_sources is
    'Senders that receive_webhook accepts; their secrets are in core.webhook_secrets.';
comment on column core.webhook_sources.job_kind is
    'The job for each message, with payload {v, receipt_id, source}; null: no job.';
comment on column core.webhook_sources.header_prefix is
    'Headers are <prefix>-id, <prefix>-timestamp, <prefix>-signature.';

-- core.webhook_receipts: every message received from a known source.
--
-- Stored raw, in the transaction that enqueues its job: either the message is here with
-- its job, or the sender did not get a 2xx and sends it again.

create table core.webhook_receipts (
    id bigint generated always as identity primary key,
    source text not null references core.webhook_sources (name) on delete restrict,
    message_id text not null,
    headers jsonb not null,
    body text not null,
    traceparent text,
    received_at timestamptz not null,

    unique (source, message_id),
    constraint webhook_receipts_message_id_check
        check (length(message_id) between 1 and 200)
);

-- Retention: messages that were received long ago.
create index webhook_receipts_received_at_idx
on core.webhook_receipts (received_at);

alter table core.webhook_receipts enable row level security;

comment on table core.webhook_receipts is
$$Verified messages from known sources, stored raw and once each.

Retention: core.retention_policies.
$$;
comment on column core.webhook_receipts.body is
    'The exact text that was signed.';

-- core.webhook_secrets: signing secrets of endpoints (out) and of sources (in).
--
-- No role has a grant: only the definer functions that sign and verify read it, and a
-- secret is returned once, by the call that creates it. With Supabase Vault installed,
-- the text is there and `vault_id` refers to it.

create table core.webhook_secrets (
    id bigint generated always as identity primary key,
    endpoint_id uuid references core.webhook_endpoints (id) on delete cascade,
    source text references core.webhook_sources (name) on delete cascade,
    secret text,
    vault_id uuid,
    created_at timestamptz not null,
    expires_at timestamptz,

    constraint webhook_secrets_owner_check
        check (num_nonnulls(endpoint_id, source) = 1),
    constraint webhook_secrets_place_check
        check (num_nonnulls(secret, vault_id) = 1)
);

-- The live secrets of one endpoint, newest first.
create index webhook_secrets_endpoint_id_idx
on core.webhook_secrets (endpoint_id, id);
-- The live secrets of one source, newest first.
create index webhook_secrets_source_idx
on core.webhook_secrets (source, id);

alter table core.webhook_secrets enable row level security;

comment on table core.webhook_secrets is
    'Signing secrets, `whsec_` and base64; two are live while one is being rotated.';
comment on column core.webhook_secrets.vault_id is
    'The secret in vault.secrets, where the vault is installed.';
comment on column core.webhook_secrets.expires_at is
    'Until when it stays valid after a rotation; null for the current secret.';

-- core.personal_columns: where personal data is, and whose it is.
--
-- A release seeds the rows, each module its own; no other role writes them, since
-- core.erase_person writes the tables and columns that they name.

create table core.personal_columns (
    table_name text not null,
    column_name text not null,
    person_kind text not null default 'user',
    key_column text not null,
    action text not null default 'null',
    place integer not null default 0,

    primary key (table_name, column_name),
    constraint personal_columns_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint personal_columns_column_name_check
        check (column_name ~ '^[a-z_][a-z_0-9]*$'),
    constraint personal_columns_person_kind_check
        check (person_kind ~ '^[a-z_]+(\.[a-z_]+)?$'),
    constraint personal_columns_action_check
        check (action in ('null', 'mask', 'delete'))
);

alter table core.personal_columns enable row level security;

comment on table core.personal_columns is
    'Columns with personal data; what core.erase_person does with each.';
comment on column core.personal_columns.person_kind is
    'user, whose key is the id; or <module>.<entity>, whose key the module defines.';
comment on column core.personal_columns.key_column is
    'The column of the same row with the key of the person; also the column itself.';
comment on column core.personal_columns.action is
    'null: the value becomes null; mask: it becomes "***"; delete: the row goes.';
comment on column core.personal_columns.place is
    'Tables with a lower place are erased first.';

-- core.erasures: whose data was erased, when, by whom and why.
--
-- The key of the person is kept until the job has run. Its hash stays: who knows the
-- key finds out whether the person was erased, and no other learns the key.

create table core.erasures (
    id bigint generated always as identity primary key,
    person_kind text not null,
    person_key text,
    person_sha256 bytea not null,
    reason text not null,
    is_dry_run boolean not null,
    status text not null default 'pending',
    erased jsonb,
    detail text,
    requested_at timestamptz not null,
    requested_by uuid,
    finished_at timestamptz,

    constraint erasures_status_check
        check (
            status in ('pending', 'done', 'refused')
            and (status = 'pending') = (finished_at is null)
            and (status = 'pending') = (person_key is not null)
            and (status = 'done') = (erased is not null)
        ),
    constraint erasures_reason_check
        check (length(reason) between 1 and 500)
);

-- Serves: one erasure of a person at a time.
create unique index erasures_person_kind_person_key_is_dry_run_idx
    on core.erasures (person_kind, person_key, is_dry_run)
    where status = 'pending';

alter table core.erasures enable row level security;

comment on table core.erasures is
    'Erasures of persons, and what each erased; core.erase_person writes it.';
comment on column core.erasures.person_sha256 is
    'SHA-256 over <kind>:<key>.';
comment on column core.erasures.erased is
    'How many rows of each table, {table: rows}; of a dry run: how many there were.';
comment on column core.erasures.detail is
    'Why it was refused.';

-- core.adoptions: one row where the database had tables of others before core came.
--
-- There the first step leaves alone what PUBLIC may do: with schema public, with new
-- functions, with temporary objects. The step says so by a setting of its transaction.
-- What goes back to an empty database reads the row, and leaves the same alone.

create table core.adoptions (
    adopted_at timestamptz primary key
);

insert into core.adoptions (adopted_at)
select now()
where current_setting('rowhouse.adopts', true) = 'on';

alter table core.adoptions enable row level security;

comment on table core.adoptions is
    'A row: core was installed beside tables of others, and changed nothing of theirs.';

-- core.attachments: what the platform does for tables that no module made.
--
-- One row per table and kind, written by core.attach, which a line in the project's
-- trigger file calls. The table is a regclass, so an attachment follows a rename;
-- `table_name` is the name in the file, so it is found again when the table is gone.
-- `columns` are those that the project knew then: core.list_attachments compares them.

create table core.attachments (
    table_name text not null,
    kind text not null,
    attached_table regclass not null,
    name text,
    options jsonb not null,
    columns jsonb not null,
    numbers jsonb not null,
    numbered_table oid not null,
    attached_at timestamptz not null,

    primary key (table_name, kind),
    unique (attached_table, kind),
    unique (kind, name),
    constraint attachments_kind_check
        check (kind ~ '^[a-z_]+$'),
    constraint attachments_options_check
        check (jsonb_typeof(options) = 'object'),
    constraint attachments_columns_check
        check (jsonb_typeof(columns) = 'object' and jsonb_typeof(numbers) = 'object')
);

alter table core.attachments enable row level security;

comment on table core.attachments is
    'Audit, broadcasts, webhooks, retention, validation and filters of foreign tables.';
comment on column core.attachments.name is
    'What it is called elsewhere: a topic, or the entity of validation rules.';
comment on column core.attachments.columns is
    'The columns that the project knows: {name: type}.';
comment on column core.attachments.numbers is
    'Their places in the catalog, which a renamed column keeps: {name: number}.';
comment on column core.attachments.numbered_table is
    'The table of these places; a restored dump has another one, with other places.';
