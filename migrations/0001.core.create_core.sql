-- depends:
-- Create roles, schemas and the tables of core.

-- Our own roles. Cluster-wide, so each is guarded; Supabase's are not ours to make.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_worker') then
        create role app_worker login noinherit;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_reader') then
        create role app_reader nologin;
    end if;
end;
$$;

comment on role app_worker is
    'The worker and its jobs: logs in, holds only the grants that its work needs.';
comment on role app_reader is
    'Monitoring: may read figures and run invariants, never change anything.';

-- Schemas, and what nobody may do by default. Only `api` is exposed over HTTP.

revoke all on schema public from public;
alter default privileges revoke execute on functions from public;

create schema if not exists api;
grant usage on schema api to anon, authenticated, service_role;
comment on schema api is
    'What callers may see: RPC wrappers and invoker views. No logic, no table.';

create schema if not exists core;
grant usage on schema core to anon, authenticated, service_role, app_worker, app_reader;
comment on schema core is
    'The shared wall: settings, errors, time, roles, invariants. Not exposed.';

create schema if not exists master;
grant usage on schema master to authenticated, service_role, app_reader;
comment on schema master is
    'Master data: places, categories, brands, store classes. Not exposed.';

create schema if not exists filters;
grant usage on schema filters to authenticated, service_role, app_reader;
comment on schema filters is
    'Retail transactions, filter dimensions and their values. Not exposed.';

-- core.alerts: each time a check crossed a threshold, until it was well again.

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

-- One open alert per check: what two watchers see at once is opened once.
create unique index alerts_check_name_idx
    on core.alerts (check_name) where cleared_at is null;
-- The history of one check, newest first.
create index alerts_check_name_opened_at_idx
    on core.alerts (check_name, opened_at desc);

alter table core.alerts enable row level security;
grant select on core.alerts to service_role, app_worker, app_reader;

comment on table core.alerts is
    'Crossed thresholds: opened once, cleared once, each with an event.';
comment on column core.alerts.status is
    'The worst that this alert has reached: warn or fail.';
comment on column core.alerts.seen_at is
    'When the check was last not ok.';
comment on column core.alerts.cleared_at is
    'When the check had been ok for core.alert_hold_seconds; null while it is open.';

-- core.audit_entries: who changed which row, and what it was before.
--
-- Written only by the triggers that sql/macros/audit.sql.j2 makes; nobody changes or
-- removes an entry (triggers refuse, whoever asks). Retention drops whole months.
--
-- Every audited statement pays for this table, so it has no check (Postgres parses a
-- check's text again for each statement: 5 µs of 20), no unique key, and one B-tree.
-- Ids come from one sequence; a repeated one breaks the seal of its batch.

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
    reason text
) partition by range (changed_at);

create table core.audit_entries_default
    partition of core.audit_entries default;

-- The history of one row, newest first: list_history, record_as_of, revert_change.
create index audit_entries_row_id_table_name_id_idx
    on core.audit_entries (row_id, table_name, id);

-- One entry by its id; the entries of a batch, by transaction: both grow with time.
create index audit_entries_id_xid_idx
    on core.audit_entries using brin (id, xid)
    with (pages_per_range = 16, autosummarize = on);

alter table core.audit_entries enable row level security;
alter table core.audit_entries_default enable row level security;
grant select on core.audit_entries to service_role;

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
$$What was there before: the changed columns only, or the whole deleted row.

A JSON null was null. Null for insert and truncate. A masked column says "***".
$$;
comment on column core.audit_entries.actor_id is
    'The subject of the caller''s token; null for work without a user.';
comment on column core.audit_entries.role is
    'The database role that the session acted as.';
comment on column core.audit_entries.reason is
    'What core.set_reason said in this transaction.';

-- core.audit_seals: batches of audit entries, closed for good.
--
-- A seal covers the entries after `after_id` whose transaction is in [from_xid,
-- below_xid) and whose month is `month_on`. All those transactions were over when it
-- was made, so the set can never change by itself. A month of its own, since retention
-- drops months. `after_id` separates the transaction ids of two clusters: a restored
-- database begins to count again.

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

    unique (after_id, from_xid, month_on),
    constraint audit_seals_window_check
        check (from_xid < below_xid),
    constraint audit_seals_month_on_check
        check (month_on = date_trunc('month', month_on::timestamp)::date),
    constraint audit_seals_entries_check
        check (entries > 0)
);

alter table core.audit_seals enable row level security;
grant select on core.audit_seals to service_role, app_worker, app_reader;

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

-- core.error_codes: every key that an RPC may answer an error with.

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
grant select on core.error_codes
to anon, authenticated, service_role, app_worker, app_reader;

comment on table core.error_codes is
    'The catalogue of errors: key, SQLSTATE (PTnnn is HTTP status nnn), remedy.';
comment on column core.error_codes.hint is
    'What the caller can do about it; sent with every error of this key.';

-- core.event_consumers: who reads the log, and how far each has come.
--
-- The row is locked while a batch is read and moves in the reader's transaction: when
-- that rolls back, the same events are read again.

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
grant select on core.event_consumers to service_role, app_worker, app_reader;

comment on table core.event_consumers is
    'Readers of core.events: everything up to (xid, id) is done.';
comment on column core.event_consumers.sql_function is
    'For dispatch_events: a function <schema>.<name>(text, integer) returns integer.';

-- core.event_horizons: the newest event that retention has dropped, one row.

create table core.event_horizons (
    log text primary key default 'events',
    xid xid8 not null default '0',
    id bigint not null default 0,
    dropped_at timestamptz,

    constraint event_horizons_log_check
        check (log = 'events')
);

alter table core.event_horizons enable row level security;
grant select on core.event_horizons to service_role, app_worker, app_reader;

comment on table core.event_horizons is
    'Whoever has not read past this event has lost some: read_events refuses.';

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
grant select on core.event_streams to service_role, app_worker, app_reader;

comment on table core.event_streams is
    'One row per stream of events: its latest version and place in the log.';

-- core.events: the one log of what happened, written in the transaction it happened in.
--
-- Read in the order (xid, id), and only below the xmin of a snapshot: every transaction
-- below it has ended, so nothing can appear behind a reader. `xid` is the writing
-- transaction; for a stream it is the stream's latest one, if that is later, so the
-- versions of a stream are read in their order too. An event is never changed.

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

-- What finds no partition made ahead still has a place.
create table core.events_default partition of core.events default;

alter table core.events enable row level security;
alter table core.events_default enable row level security;
grant select on core.events to service_role, app_worker, app_reader;

comment on table core.events is
$$The event log, in partitions by day. Append-only.

Retention: `keep` in core.partitioned_tables; whole days are dropped.
$$;
comment on column core.events.type is '<module>.<entity>.<past tense>.';
comment on column core.events.topic is
    '<module>:<entity>[:<id>]; who may read it: core.topic_rules.';
comment on column core.events.xid is
    'With id the order of reading: the transaction that wrote, see the header.';
comment on column core.events.version is
    'Place in the stream: 1, 2, 3 … without a gap; null without a stream.';

-- core.finished_jobs: jobs that ended, by day; old days are dropped, never deleted.

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

-- What finds no partition made ahead still has a place.
create table core.finished_jobs_default partition of core.finished_jobs default;

alter table core.finished_jobs enable row level security;
alter table core.finished_jobs_default enable row level security;
grant select on core.finished_jobs to service_role, app_worker, app_reader;

comment on table core.finished_jobs is
$$Jobs that succeeded or were cancelled, in partitions by day.

Retention: `keep` in core.partitioned_tables; whole days are dropped.
$$;
comment on column core.finished_jobs.worker is
    'The process that ran it last; null when it never started.';

-- core.health_checks: what is measured to say whether the installation is well.
--
-- One row per figure; other modules add rows and nothing else. `query` is text that a
-- release seeds, run read-only: one row of (value numeric, detail text). Where `fail`
-- is below `warn`, less is worse.

create table core.health_checks (
    name text primary key,
    module text not null,
    query text not null,
    warn numeric,
    fail numeric,
    unit text not null,
    detail text not null,
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
grant select on core.health_checks to service_role, app_worker, app_reader;

comment on table core.health_checks is
    'Figures that health() judges and metrics() shows, with their thresholds.';
comment on column core.health_checks.query is
    'One select of (value numeric, detail text); value null: nothing to measure.';
comment on column core.health_checks.warn is
    'From here on the check warns; null: it never does.';
comment on column core.health_checks.fail is
    'From here on the check fails; below `warn` when less is worse.';
comment on column core.health_checks.unit is
    'Prometheus base unit (seconds, bytes, ratio) or the plural of what is counted.';
comment on column core.health_checks.detail is
    'What the figure means and what to do about it; shown with a check that is not ok.';
comment on column core.health_checks.timeout_ms is
    'Milliseconds that the query may take or wait for a lock.';

-- core.health_samples: what each check last answered to the watcher.
--
-- health() and metrics() answer from here for a check that takes longer than a caller
-- should wait: a function cannot end a statement that runs inside its own statement.

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
grant select on core.health_samples to service_role, app_worker, app_reader;

comment on table core.health_samples is
    'The last answer of each health check, as the watcher took it.';
comment on column core.health_samples.took_ms is
    'Milliseconds that the check took.';
comment on column core.health_samples.has_answered is
    'False when the query failed or was ended by its timeout.';

-- core.invariants: queries that must return no row, whatever happens.
--
-- A rule that a constraint can hold is a constraint; here stand the rules that only a
-- bug can break. `query` is text that a release seeds; nobody else may write it.

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
grant select on core.invariants to service_role, app_worker, app_reader;

comment on table core.invariants is
    'Named queries that must return no row; run by `rowhouse verify`.';
comment on column core.invariants.query is
    'One select; each row it returns is one violation.';
comment on column core.invariants.repair is
    'What to do when it returns rows: a sentence, with the statement to run.';
comment on column core.invariants.severity is
    'error: data is wrong. warning: data is right, but something needs care.';

-- core.job_providers: outside services, and how often our jobs may call each.
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
grant select on core.job_providers to service_role, app_worker, app_reader;
grant update (per_second, burst, daily_budget) on core.job_providers to service_role;

comment on table core.job_providers is
    'Outside services with a rate (token bucket) and a budget of calls a day (UTC).';
comment on column core.job_providers.tokens is
    'Calls that may start at once, as of refilled_at; per_second more, up to burst.';
comment on column core.job_providers.daily_budget is
    'Most calls on one day in UTC; null means no limit.';
comment on column core.job_providers.paused_until_at is
    'What the service asked for (Retry-After): none of its jobs starts before.';

-- core.job_kinds: what a job can be, who runs it, and how often it is tried.

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

-- Serves: which kinds call a provider, when the provider is changed or removed.
create index job_kinds_provider_idx on core.job_kinds (provider);

alter table core.job_kinds enable row level security;
grant select on core.job_kinds to service_role, app_worker, app_reader;

comment on table core.job_kinds is
    'Kinds of jobs, seeded by the module that owns each.';
comment on column core.job_kinds.sql_function is
    'A function <schema>.<name>(p_job core.jobs), run as its owner; no result is kept.';
comment on column core.job_kinds.provider is
    'The outside service that each run calls once.';
comment on column core.job_kinds.backoff_seconds is
    'Wait after the first failure, in seconds; doubles, with jitter, up to the cap.';
comment on column core.job_kinds.backoff_cap_seconds is
    'Longest wait between two attempts, in seconds.';
comment on column core.job_kinds.concurrency is
    'How many jobs of one concurrency key may run at a time.';

-- core.job_queues: the queues there are, and which of them rest.

create table core.job_queues (
    name text primary key,
    description text not null,
    paused_until_at timestamptz,
    paused_reason text,

    constraint job_queues_name_check
        check (name ~ '^[a-z][a-z0-9_]*$')
);

alter table core.job_queues enable row level security;
grant select on core.job_queues to service_role, app_worker, app_reader;

comment on table core.job_queues is
    'Queues of jobs. A job names one; a worker serves all of them or those it is told.';
comment on column core.job_queues.paused_until_at is
    'Nothing is claimed from the queue before; null and the past mean now.';

-- core.job_schedules: jobs that come again and again.
--
-- The worker computes ticks with a cron library, in the schedule's time zone; the
-- database decides, in one statement per tick, that each is taken once.

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
grant select on core.job_schedules to service_role, app_worker, app_reader;
grant update (is_enabled) on core.job_schedules to service_role;

comment on table core.job_schedules is
    'Schedules: a cron expression in a time zone, and the job that each tick enqueues.';
comment on column core.job_schedules.missed is
    'When no worker was there: skip what was missed, or run once for all of it.';
comment on column core.job_schedules.next_run_at is
    'The next tick; null until a worker has computed it.';

-- core.job_sleepers: workers that sleep now and want to be woken by a NOTIFY.
--
-- NOTIFY takes a lock of the whole database at commit, so writers ring only when
-- somebody is in here. Unlogged: after a crash nobody sleeps. A killed sleeper's row
-- stops counting at expires_at.

create unlogged table core.job_sleepers (
    worker uuid primary key,
    bells text[] not null,
    expires_at timestamptz not null
);

alter table core.job_sleepers enable row level security;
grant select on core.job_sleepers to service_role, app_worker, app_reader;

comment on table core.job_sleepers is
    'Sleeping workers; enqueue and emit ring channel core:jobs only for them.';
comment on column core.job_sleepers.bells is
    'Queues to be woken for, and @events for the log of events.';
comment on column core.job_sleepers.expires_at is
    'In real time: a sleeper wakes by itself before, and says so again.';

-- core.jobs: work that is not done yet: ready, waiting for a time or a turn, or dead.
--
-- A lease touches no column of any index: claiming is a heap-only update, and a job
-- that runs keeps its place in the index of ready jobs. So claim finds free jobs and
-- those whose lease has run out in one walk, and steps over what is being worked on,
-- which is never more than the workers hold at once. What may not start yet is not
-- `ready`, hence not in that walk. `fillfactor` leaves room for the leased version.
-- Only core's functions write here, and an insert is nearly all that enqueue does: four
-- checks took as long as the row and its indexes, a reference to job_kinds locks the
-- kind. So what a bug could break is watched by invariants (job_states_agree,
-- job_kind_known).

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
    died_at timestamptz,
    actor uuid,
    traceparent text,
    enqueued_at timestamptz not null
)
with (fillfactor = 60);

-- Serves: claim_jobs, the next ready jobs of a queue, free or with a lease run out.
create index jobs_queue_priority_id_idx
    on core.jobs (queue, priority desc, id)
    where status = 'ready';
-- Serves: claim_jobs and next_job_at, what has waited long enough; redrive, the dead.
create index jobs_status_run_at_idx
    on core.jobs (status, run_at)
    where status <> 'ready';
-- Serves: enqueue, one unfinished job per key; a dead one does not stand in the way.
create unique index jobs_kind_dedupe_key_idx
    on core.jobs (kind, dedupe_key)
    where dedupe_key is not null and status <> 'dead';
-- Serves: how many jobs of a key run, and whose turn is next.
create index jobs_concurrency_key_priority_id_idx
    on core.jobs (concurrency_key, priority desc, id)
    where concurrency_key is not null and status <> 'dead';

alter table core.jobs enable row level security;
grant select on core.jobs to service_role, app_worker, app_reader;

comment on table core.jobs is
    'Unfinished jobs. Finished ones are in core.finished_jobs, with the same id.';
comment on column core.jobs.status is
    'ready: may start, or runs under a lease; waiting: until run_at; dead: gave up.';
comment on column core.jobs.wait_reason is
    'scheduled, retry, concurrency_key, provider_paused, _rate or _budget.';
comment on column core.jobs.priority is
    'Higher first; equal priorities in the order of enqueueing.';
comment on column core.jobs.is_limited is
    'Has a concurrency key or a provider: claim must ask before it starts the job.';
comment on column core.jobs.token is
    'Fencing token: grows with every lease. Only its holder may end or extend it.';
comment on column core.jobs.leased_by is
    'The worker process that holds the lease: a random id per process.';

-- core.load_checkpoints: how far each `rowhouse load` came.
--
-- A batch of rows commits together with its line here, so a load that is killed goes
-- on after the last row it kept. `rejected_bytes` makes the file of rejected rows part
-- of that: what lies beyond it belongs to a batch that never committed.

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
grant select on core.load_checkpoints to service_role, app_reader;

comment on table core.load_checkpoints is
    'One row per file, table and mapping that `rowhouse load` has begun or finished.';
comment on column core.load_checkpoints.key is
    'SHA-256 over the file''s content, the table, the mapping and the constants.';
comment on column core.load_checkpoints.last_line is
    'The last line whose row is committed or rejected; the header is line 1.';
comment on column core.load_checkpoints.rejected_bytes is
    'Length in bytes of the file of rejected rows when this row was written.';
comment on column core.load_checkpoints.finished_at is
    'When the last line was done; null while a load runs or waits to be resumed.';

-- core.metric_sources: metrics that have labels; what has none is a health check.
--
-- Each label set is one series that a monitoring server keeps for ever, so a source
-- states how many it may have: the biggest stand alone, the others are added up.

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
        check (max_series between 1 and 500)
);

alter table core.metric_sources enable row level security;
grant select on core.metric_sources to service_role, app_worker, app_reader;

comment on table core.metric_sources is
    'Labelled metrics of metrics(): one query each, with a bound on its series.';
comment on column core.metric_sources.name is
    'Without the prefix rowhouse_; ends with the base unit, a counter with _total.';
comment on column core.metric_sources.query is
    'One select of (labels jsonb, value numeric): an object of strings and its value.';
comment on column core.metric_sources.max_series is
    'Most label sets; the rest is added up under the label value `other`.';

-- core.operation_kinds: what bulk work there is, and which function does a chunk of it.

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
grant select on core.operation_kinds to service_role, app_worker, app_reader;

comment on table core.operation_kinds is
    'Kinds of bulk work, seeded by their modules.';
comment on column core.operation_kinds.chunk_function is
    'Name of f(p_operation core.operations, p_chunk jsonb) returns void.';
comment on column core.operation_kinds.chunk_size is
    'Items per chunk: one chunk is one subtransaction, locks are held for a slice.';
comment on column core.operation_kinds.parallel is
    'Jobs that work on one operation at the same time.';
comment on column core.operation_kinds.max_items is
    'Most items of one call.';

-- core.operations: bulk work, what is asked and how far it is.
--
-- The items wait in core.operation_chunks; jobs of kind core.run_operation do them.

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

-- How many a caller has started lately: the limit on bulk calls.
create index operations_requested_by_created_at_idx
    on core.operations (requested_by, created_at);
-- Foreign key; the kinds in use.
create index operations_kind_idx on core.operations (kind);
-- The health check that looks for operations without progress.
create index operations_progressed_at_idx
    on core.operations (progressed_at) where finished_at is null;

alter table core.operations enable row level security;
grant select on core.operations to service_role, app_worker, app_reader;

comment on table core.operations is
    'Long bulk work: status and progress. Retention: settings of core.operations.';
comment on column core.operations.status is
    'partial: some items failed; failed: all did; cancelled: some were not tried.';
comment on column core.operations.params is
    'What holds for all items, as the caller gave it.';
comment on column core.operations.skipped is
    'Items that were not tried because the operation was cancelled.';
comment on column core.operations.traceparent is
    'W3C trace context of the request that started it.';

-- core.operation_chunks: the items of an operation, in the portions they are done in.
--
-- A chunk's effect and its mark here commit together, so it counts exactly once however
-- often its job is started.

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

-- The next chunk to do.
create index operation_chunks_operation_id_number_idx
    on core.operation_chunks (operation_id, number) where status = 'pending';

alter table core.operation_chunks enable row level security;
grant select on core.operation_chunks to service_role, app_worker, app_reader;

comment on table core.operation_chunks is
    'Portions of an operation: pending, done (its failed items too) or skipped.';
comment on column core.operation_chunks.first_item is
    'Position of its first item in the call, from 1.';

-- core.operation_errors: the items of an operation that were refused, and why.

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
grant select on core.operation_errors to service_role, app_worker, app_reader;

comment on table core.operation_errors is
    'One row per item that failed: its own error, the others of its chunk stand.';
comment on column core.operation_errors.item_number is
    'Position of the item in the call, from 1.';
comment on column core.operation_errors.code is
    'SQLSTATE with which the item was refused.';

-- core.partitioned_tables: which tables are cut by time, and how long a piece is kept.
--
-- A release names the tables in its seeds; core.maintain_partitions reads them.

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
grant select on core.partitioned_tables to service_role, app_worker, app_reader;
grant update (keep) on core.partitioned_tables to service_role;

comment on table core.partitioned_tables is
    'Tables partitioned by time, looked after by core.maintain_partitions.';
comment on column core.partitioned_tables.every is
    'What one partition spans: 1 hour, 1 day, 1 month or 1 year, cut in UTC.';
comment on column core.partitioned_tables.ahead is
    'How many partitions after the current one stand ready.';
comment on column core.partitioned_tables.keep is
    'A partition whose end is older is dropped. The operator''s; null keeps for ever.';
comment on column core.partitioned_tables.before_drop is
    'A function <schema>.<name>(p_partition regclass), run before a partition goes.';

-- core.settings: what an operator may tune, one row per setting.
--
-- A release owns name, default and description (its seed rewrites them); the operator
-- owns value, which a release never touches.

create table core.settings (
    name text primary key,
    default_value jsonb not null,
    value jsonb,
    description text not null,

    constraint settings_name_check
        check (name ~ '^[a-z_]+(\.[a-z_0-9]+)+$'),
    constraint settings_value_check
        check (value is null or jsonb_typeof(value) = jsonb_typeof(default_value))
);

alter table core.settings enable row level security;
grant select on core.settings
to anon, authenticated, service_role, app_worker, app_reader;
grant update (value) on core.settings to service_role;

comment on table core.settings is
    'Settings of every module. Effective value: coalesce(value, default_value).';
comment on column core.settings.name is
    'Dotted name: <module>.<setting>; a unit is the last word of the name.';
comment on column core.settings.value is
    'The operator''s choice, of the default''s JSON type; null means the default.';

-- core.topic_rules: who may read which topics of events and broadcasts.

create table core.topic_rules (
    prefix text primary key,
    audience text not null,
    roles text[] not null default '{}',
    predicate text,

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
grant select on core.topic_rules
to anon, authenticated, service_role, app_worker, app_reader;

comment on table core.topic_rules is
    'Rights on topics, read by core.can_read_topic; a topic without a rule is closed.';
comment on column core.topic_rules.prefix is
    '<module> or <module>:<entity>; the longest one that a topic begins with decides.';
comment on column core.topic_rules.audience is
    'everyone; users: signed in; owner: it ends in the caller''s id; roles; predicate.';
comment on column core.topic_rules.predicate is
    'A function <schema>.<name>(p_topic text) returns boolean, run as the caller.';

-- core.view_refreshes: how old each materialized view may be, and how old it is.
--
-- The catalog does not say when a view was refreshed; core.refresh_view does, here.

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
grant select on core.view_refreshes to service_role, app_worker, app_reader;

comment on table core.view_refreshes is
    'Materialized views: how often each is to be refreshed, when it last was.';
comment on column core.view_refreshes.took_ms is
    'Milliseconds that the last refresh took.';
