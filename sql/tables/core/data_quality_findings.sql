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
