-- depends: 0005.commerce.create_commerce
-- Create the synchronisation with a PMS.

-- commerce.sync_sources: the systems that products and stock are synchronised with.

create table commerce.sync_sources (
    name text primary key,
    is_connected boolean not null default false,
    connected_at timestamptz,

    constraint sync_sources_name_check
        check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint sync_sources_connected_check
        check (not is_connected or connected_at is not null)
);

alter table commerce.sync_sources enable row level security;

comment on table commerce.sync_sources is
    'Systems outside, such as a PMS, that this database is synchronised with.';
comment on column commerce.sync_sources.is_connected is
    'Local changes are recorded and emitted for it; the first run sets it.';

-- commerce.sync_records: what each side last wrote, per field of a synchronised record.
--
-- A field keeps one state per side. Joining states takes the later one of each side, so
-- repeated, late and reordered changes lead to the same row; which side stands is
-- computed from the two (commerce._decide_field). local is the local row as it was last
-- seen: what differs from it was changed here since.

create table commerce.sync_records (
    id bigint generated always as identity primary key,
    source text not null references commerce.sync_sources (name) on delete restrict,
    entity text not null,
    external_id text not null,
    local_id bigint,
    version bigint not null default 0,
    fields jsonb not null default '{}',
    local jsonb not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint sync_records_entity_check
        check (entity in ('product', 'inventory', 'order')),
    constraint sync_records_external_id_check
        check (external_id ~ '^[!-~]{1,105}$'),
    constraint sync_records_fields_check
        check (jsonb_typeof(fields) = 'object'),
    constraint sync_records_local_check
        check (jsonb_typeof(local) = 'object')
);

-- The key of a record; digests and pages read it in the order of its bytes.
create unique index sync_records_source_entity_external_id_idx
    on commerce.sync_records (source, entity, external_id collate "C");
-- One record per variant and source; serves: the records of a changed variant.
create unique index sync_records_local_id_source_idx
    on commerce.sync_records (local_id, source) where entity = 'product';

alter table commerce.sync_records enable row level security;

comment on table commerce.sync_records is
    'One row per record that is synchronised with a source.';
comment on column commerce.sync_records.external_id is
    'Product: the key at the source; inventory: <SKU>@<location>; order: its number.';
comment on column commerce.sync_records.local_id is
    'Product: commerce.variants.id; null until it is linked.';
comment on column commerce.sync_records.version is
    'Raised by each local write; never lower than what the source says it has seen.';
comment on column commerce.sync_records.fields is
$${field: {pms: state, us: state}}, a state is {value, version, at, seen}.

seen is the version of the other side that its writer knew. is_contradicted: the source
sent two values under one version.
$$;

-- commerce.sync_policies: which side stands when both changed a field.

create table commerce.sync_policies (
    source text not null references commerce.sync_sources (name) on delete cascade,
    entity text not null,
    field text not null,
    policy text not null,

    primary key (source, entity, field),
    constraint sync_policies_entity_check
        check (entity in ('product', 'inventory', 'order')),
    constraint sync_policies_field_check
        check (field ~ '^(\*|[a-z][a-z_]*)$'),
    constraint sync_policies_policy_check
        check (policy in ('pms_wins', 'we_win', 'newest', 'ask'))
);

alter table commerce.sync_policies enable row level security;

comment on table commerce.sync_policies is
    'The policy of each field; `*` is for the fields of the entity without a row.';
comment on column commerce.sync_policies.policy is
    'pms_wins, we_win, newest (later time), ask (a user resolves the conflict).';

-- commerce.sync_conflicts: fields that both sides changed, and values that were refused.

create table commerce.sync_conflicts (
    id bigint generated always as identity primary key,
    sync_record_id bigint not null
    references commerce.sync_records (id) on delete cascade,
    field text not null,
    pms jsonb,
    us jsonb,
    pms_version bigint not null,
    us_version bigint not null,
    policy text not null,
    reason text not null,
    fault text,
    status text not null default 'open',
    decision text,
    created_at timestamptz not null,
    resolved_at timestamptz,
    resolved_by uuid,

    constraint sync_conflicts_status_check
        check (status in ('open', 'resolved')),
    constraint sync_conflicts_policy_check
        check (policy in ('pms_wins', 'we_win', 'newest', 'ask')),
    constraint sync_conflicts_reason_check
        check (reason in ('concurrent', 'contradiction', 'refused')),
    constraint sync_conflicts_decision_check
        check (decision in ('pms', 'us')),
    constraint sync_conflicts_resolved_check
        check ((status = 'resolved') = (resolved_at is not null))
);

-- One row for each pair of states; covers the foreign key.
create unique index sync_conflicts_sync_record_id_field_versions_idx
    on commerce.sync_conflicts (sync_record_id, field, pms_version, us_version);
-- At most one conflict of a field is open.
create unique index sync_conflicts_open_idx
    on commerce.sync_conflicts (sync_record_id, field) where status = 'open';
-- Serves: list_sync_conflicts, and the count of open ones.
create index sync_conflicts_status_id_idx on commerce.sync_conflicts (status, id);

alter table commerce.sync_conflicts enable row level security;

comment on table commerce.sync_conflicts is
    'Conflicts with both sides; those that the policy decided are resolved at once.';
comment on column commerce.sync_conflicts.reason is
    'concurrent; contradiction: two values under one version; refused: see fault.';
comment on column commerce.sync_conflicts.fault is
    'Why the value of the source could not be applied here.';
comment on column commerce.sync_conflicts.decision is
    'The side that stood; null while open, and if later changes replaced both.';

-- commerce.sync_runs: reconciliations with a source, one row each.

create table commerce.sync_runs (
    id bigint generated always as identity primary key,
    source text not null references commerce.sync_sources (name) on delete cascade,
    kind text not null,
    is_dry_run boolean not null default false,
    status text not null default 'running',
    counts jsonb not null default '{}',
    fault text,
    started_at timestamptz not null,
    finished_at timestamptz,

    constraint sync_runs_kind_check
        check (kind in ('full', 'incremental')),
    constraint sync_runs_status_check
        check (status in ('running', 'succeeded', 'failed', 'interrupted')),
    constraint sync_runs_finished_check
        check ((status = 'running') = (finished_at is null)),
    constraint sync_runs_counts_check
        check (jsonb_typeof(counts) = 'object')
);

-- Serves: sync_status, the last runs of a source; covers the foreign key.
create index sync_runs_source_id_idx on commerce.sync_runs (source, id);

alter table commerce.sync_runs enable row level security;

comment on table commerce.sync_runs is
    'Runs of the reconciliation. interrupted: its process ended before it did.';
comment on column commerce.sync_runs.counts is
    '{pages, pages_differing, records_fetched, applied, kept, conflicts, pushed, …}.';

-- Names of webhook sources may have points: pms.product.
alter table core.webhook_sources drop constraint webhook_sources_name_check;
alter table core.webhook_sources add constraint webhook_sources_name_check
check (name ~ '^[a-z][a-z0-9_.-]{0,62}$');
