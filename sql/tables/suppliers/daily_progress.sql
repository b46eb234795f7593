-- suppliers.daily_progress: how many tasks came, were done or were cancelled on a day.
--
-- Triggers of suppliers.task_instances keep it, in the statement that changes the
-- tasks. A row belongs to one supplier in one project, whose tasks change under one
-- lock, so writers do not wait for each other here.

create table suppliers.daily_progress (
    project_id bigint not null,
    supplier_id bigint not null,
    progressed_on date not null,
    made integer not null,
    done integer not null,
    cancelled integer not null,

    primary key (project_id, supplier_id, progressed_on)
);

alter table suppliers.daily_progress enable row level security;

comment on table suppliers.daily_progress is
    'Changes of the number of tasks on a day, in the time zone of the project.';
comment on column suppliers.daily_progress.made is
    'Tasks that were made. Units: tasks.';
comment on column suppliers.daily_progress.done is
    'Tasks that became done, less those that were opened again. Units: tasks.';
comment on column suppliers.daily_progress.cancelled is
    'Tasks that were cancelled, less those that came back. Units: tasks.';
