-- core.validation_rules: the rules that records of an entity must satisfy.
--
-- A release seeds them; an operator can disable a rule or lower its severity. Every
-- change compiles them into one function per entity, so no rule is parsed while a
-- record is validated. Arguments are data: they reach the function as quoted literals,
-- and the only code that a rule can name is an existing, read-only function of a
-- module.

create table core.validation_rules (
    entity text not null,
    name text not null,
    field text,
    kind text not null,
    argument jsonb not null default '{}',
    message text not null,
    severity text not null default 'error',
    position integer not null default 100,
    is_enabled boolean not null default true,

    primary key (entity, name),
    constraint validation_rules_entity_check
        check (entity ~ '^[a-z_]+\.[a-z_]+$' and length(entity) <= 50),
    constraint validation_rules_name_check
        check (name ~ '^[a-z][a-z0-9_]*$'),
    constraint validation_rules_kind_check
        check (
            kind in (
                'sanitize', 'required', 'type', 'pattern', 'length', 'range', 'one_of',
                'required_if', 'json_schema', 'compare', 'custom'
            )
        ),
    constraint validation_rules_field_check
        check (
            case
                when kind in ('compare', 'custom') then true
                when kind = 'json_schema' then true
                else field is not null
            end
        ),
    constraint validation_rules_severity_check
        check (severity in ('error', 'warning'))
);

alter table core.validation_rules enable row level security;

comment on table core.validation_rules is
    'Rules per entity: field, cross-field and custom; compiled into core._check_*.';
comment on column core.validation_rules.name is
    'The stable code of a violation.';
comment on column core.validation_rules.argument is
    'The argument of the kind: {"type"}, {"pattern"}, {"min", "max"}, {"values"}, '
    '{"schema"}, {"field", "equals"}, {"left", "op", "right"}, {"function"}, '
    '{"steps"}.';
comment on column core.validation_rules.severity is
    'error: the record is refused. warning: reported, and the record is accepted.';
