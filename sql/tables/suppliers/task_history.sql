-- suppliers.task_history: every state that a task has had.
--
-- Append-only; a trigger of suppliers.task_instances writes it. A row holds the whole
-- state after the change, so the state at a time is one row. Project and supplier are
-- copied from the task, for the policies; none of the ids has a foreign key, as
-- many concurrent writers would lock the same parent rows.

create table suppliers.task_history (
    id bigint generated always as identity primary key,
    task_id bigint not null,
    project_id bigint not null,
    supplier_id bigint not null,
    changed_at timestamptz not null,
    version bigint not null,
    status text not null,
    start_on date not null,
    due_on date not null,
    owner_id uuid,
    previous_status text,
    previous_due_on date,
    previous_owner_id uuid,
    actor_id uuid,
    reason text,
    cause text,
    operation_id bigint,

    constraint task_history_version_check
        check (version > 0)
);

-- Serves: list_task_history, and the state of a task at a time.
create index task_history_task_id_id_idx on suppliers.task_history (task_id, id);
-- Serves: reports of a project over a period.
create index task_history_project_id_changed_at_idx
    on suppliers.task_history (project_id, changed_at);

alter table suppliers.task_history enable row level security;

comment on table suppliers.task_history is
    'States of tasks, oldest first. Retention: policy suppliers.task_history.';
comment on column suppliers.task_history.previous_status is
    'Null: the task was made by this change.';
comment on column suppliers.task_history.operation_id is
    'The bulk operation that made the change.';
