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
