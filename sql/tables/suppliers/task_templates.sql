-- suppliers.task_templates: the tasks that a project asks of each supplier.
--
-- place is a topological order of the dependencies: one pass over the templates by
-- place computes what depends on predecessors.

create table suppliers.task_templates (
    id bigint generated always as identity primary key,
    project_id bigint not null references suppliers.projects (id) on delete cascade,
    code text not null,
    title text not null,
    phase_code text references suppliers.phases (code) on delete restrict,
    capability_code text references suppliers.capabilities (code) on delete restrict,
    canonical_due_on date not null,
    duration_days integer not null default 1,
    place integer not null,

    unique (project_id, code),
    unique (project_id, id),
    constraint task_templates_code_check
        check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
    constraint task_templates_title_check
        check (length(title) between 1 and 200),
    constraint task_templates_canonical_due_on_check
        check (canonical_due_on between '1900-01-01' and '2999-12-31'),
    constraint task_templates_duration_days_check
        check (duration_days between 1 and 1000)
);

-- Serves: the templates of a project in the order of their dates.
create index task_templates_project_id_canonical_due_on_idx
    on suppliers.task_templates (project_id, canonical_due_on);
-- Covers the foreign key of the phase.
create index task_templates_phase_code_idx on suppliers.task_templates (phase_code);
-- Covers the foreign key of the capability; serves: the tasks that need one.
create index task_templates_capability_code_idx
    on suppliers.task_templates (capability_code);

alter table suppliers.task_templates enable row level security;

comment on table suppliers.task_templates is
    'Templates of tasks; add_supplier_to_project makes a task of each.';
comment on column suppliers.task_templates.canonical_due_on is
    'When the task is due where nothing delays it.';
comment on column suppliers.task_templates.duration_days is
    'Units: working days, the first and the last included.';
comment on column suppliers.task_templates.place is
    'After the places of all predecessors.';
