-- suppliers.task_transitions: which status may follow which, for whom, and when.

create table suppliers.task_transitions (
    from_status text not null
    references suppliers.task_statuses (code) on delete restrict,
    to_status text not null
    references suppliers.task_statuses (code) on delete restrict,
    roles text[] not null,
    guard text not null default 'none',
    required_fields text[] not null default '{}',

    primary key (from_status, to_status),
    constraint task_transitions_roles_check
        check (
            cardinality(roles) > 0
            and roles <@ '{supplier, project_manager, admin}'::text[]
        ),
    constraint task_transitions_guard_check
        check (guard in ('none', 'may_start')),
    constraint task_transitions_required_fields_check
        check (required_fields <@ '{note}'::text[])
);

-- Covers the foreign key.
create index task_transitions_to_status_idx on suppliers.task_transitions (to_status);

alter table suppliers.task_transitions enable row level security;

comment on table suppliers.task_transitions is
    'Transitions of tasks. A change of status that is not here is never stored.';
comment on column suppliers.task_transitions.guard is
    'may_start: all predecessors are done and their lags have passed, and the supplier '
    'has the capability.';
comment on column suppliers.task_transitions.required_fields is
    'Arguments that the caller must send.';
