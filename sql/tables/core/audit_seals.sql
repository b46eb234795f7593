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
