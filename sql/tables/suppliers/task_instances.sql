-- suppliers.task_instances: the tasks of suppliers, as they are now.
--
-- Each supplier of a project has one task of each template. The columns changed_… say
-- who changed status, dates or owner last, and why; a trigger copies them to
-- suppliers.task_history, so the history is complete however a task is changed. The
-- statuses are a check, as each write would lock the row of a foreign key.

create table suppliers.task_instances (
    id bigint generated always as identity primary key,
    supplier_project_id bigint not null,
    project_id bigint not null,
    supplier_id bigint not null,
    task_template_id bigint not null,
    status text not null default 'planned',
    start_on date not null,
    planned_due_on date not null,
    due_on date not null,
    owner_id uuid,
    started_at timestamptz,
    finished_at timestamptz,
    paused_at timestamptz,
    paused_days integer not null default 0,
    is_imported boolean not null default false,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by uuid,
    change_reason text,
    change_cause text,
    operation_id bigint,

    unique (supplier_project_id, task_template_id),
    foreign key (supplier_project_id, project_id, supplier_id)
    references suppliers.supplier_projects (id, project_id, supplier_id)
    on delete restrict,
    foreign key (project_id, task_template_id)
    references suppliers.task_templates (project_id, id) on delete restrict,
    constraint task_instances_status_check
        check (
            status in (
                'planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done',
                'cancelled'
            )
        ),
    constraint task_instances_due_on_check
        check (start_on <= due_on and due_on between '1900-01-01' and '2999-12-31'),
    constraint task_instances_finished_at_check
        check (finished_at >= started_at),
    constraint task_instances_paused_days_check
        check (paused_days >= 0),
    constraint task_instances_version_check
        check (version > 0),
    constraint task_instances_change_reason_check
        check (length(change_reason) <= 500),
    constraint task_instances_change_cause_check
        check (
            change_cause in (
                'supplier', 'material', 'design', 'customer', 'logistics',
                'force_majeure', 'planning', 'predecessor'
            )
        )
);

-- Serves: the tasks of a status, for the quality rules and the notices.
create index task_instances_status_idx on suppliers.task_instances (status);
-- Serves: the tasks of a supplier in a project by status; covers the foreign key.
create index task_instances_supplier_project_id_status_idx
    on suppliers.task_instances (supplier_project_id, status);
-- Serves: the tasks of a template; covers the foreign key.
create index task_instances_task_template_id_idx
    on suppliers.task_instances (task_template_id);
-- Serves: what is due until a day.
create index task_instances_due_on_idx on suppliers.task_instances (due_on);
-- Serves: list_tasks of a project, and its reports; covers the foreign key.
create index task_instances_project_id_id_idx
    on suppliers.task_instances (project_id, id);
-- Serves: list_tasks of a supplier.
create index task_instances_supplier_id_id_idx
    on suppliers.task_instances (supplier_id, id);
-- Serves: the tasks of a person.
create index task_instances_owner_id_due_on_idx
    on suppliers.task_instances (owner_id, due_on) where owner_id is not null;
-- Serves: what is due of a supplier, until a day.
create index task_instances_supplier_id_due_on_idx
    on suppliers.task_instances (supplier_id, due_on);

alter table suppliers.task_instances enable row level security;

comment on table suppliers.task_instances is
    'Tasks of suppliers as they are now; suppliers.task_history has what they were.';
comment on constraint task_instances_project_id_task_template_id_fkey
on suppliers.task_instances is
    'Not indexed: a template has few tasks, which task_instances_task_template_id_idx '
    'finds.';
comment on constraint task_instances_supplier_project_id_project_id_supplier_id_fkey
on suppliers.task_instances is
    'Not indexed: task_instances_supplier_project_id_status_idx finds the rows.';
comment on column suppliers.task_instances.start_on is
    'The day on which work begins by plan.';
comment on column suppliers.task_instances.planned_due_on is
    'The first date that was promised.';
comment on column suppliers.task_instances.due_on is
    'The date that is promised now.';
comment on column suppliers.task_instances.paused_at is
    'Since when the clock of the service level stands; null: it runs.';
comment on column suppliers.task_instances.paused_days is
    'For how long it stood before. Units: working days.';
comment on column suppliers.task_instances.is_imported is
    'The dates come from elsewhere and may have been in the past when they were set.';
comment on column suppliers.task_instances.change_cause is
    'Why a date moved, for reports.';
comment on column suppliers.task_instances.operation_id is
    'The bulk operation that changed it last; core.operations keeps them for a time.';
