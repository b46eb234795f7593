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
