-- commerce.sync_conflicts: fields that both sides changed, and refused values.

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
