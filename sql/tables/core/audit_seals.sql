-- core.audit_seals: sealed batches of audit entries.
--
-- A seal covers the entries after `after_id` whose transaction is in [from_xid,
-- below_xid) and whose month is `month_on`. All those transactions had ended when the
-- seal was made, so no later entry can fall into the batch. A seal covers one month
-- only, since retention drops months. `after_id` separates the transaction ids of two
-- clusters: a restored database starts to count again.

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
