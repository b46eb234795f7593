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
