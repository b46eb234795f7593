-- suppliers.finished_tasks: how each finished task kept its promises.
--
-- Triggers of suppliers.task_instances write a row when a task becomes done, and delete
-- it when the task is opened again. It is judged once, by the calendar of that day, so
-- a report reads it and computes no working days. The ids have no foreign keys, as in
-- suppliers.task_history.

create table suppliers.finished_tasks (
    task_id bigint primary key,
    project_id bigint not null,
    supplier_id bigint not null,
    finished_on date not null,
    has_kept_first boolean not null,
    has_kept_last boolean not null,
    lead_days integer,

    constraint finished_tasks_lead_days_check
        check (lead_days >= 0)
);

-- Serves: the performance of all suppliers in days that are not in monthly sums.
create index finished_tasks_finished_on_idx on suppliers.finished_tasks (finished_on);
-- Serves: the performance of the suppliers of some projects.
create index finished_tasks_project_id_finished_on_idx
    on suppliers.finished_tasks (project_id, finished_on);
-- Serves: the performance of a supplier.
create index finished_tasks_supplier_id_finished_on_idx
    on suppliers.finished_tasks (supplier_id, finished_on);

alter table suppliers.finished_tasks enable row level security;

comment on table suppliers.finished_tasks is
    'Tasks that are done: when, and whether on time.';
comment on column suppliers.finished_tasks.finished_on is
    'In the time zone of the project.';
comment on column suppliers.finished_tasks.has_kept_first is
    'It ended by the date that was promised first, moved by its paused working days.';
comment on column suppliers.finished_tasks.has_kept_last is
    'It ended by the date that was promised last, moved by its paused working days.';
comment on column suppliers.finished_tasks.lead_days is
    'From its first day to its last, both included. Units: working days.';
