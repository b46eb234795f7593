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
