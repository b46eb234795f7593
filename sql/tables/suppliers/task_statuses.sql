-- suppliers.task_statuses: the statuses of a task, and what each means.

create table suppliers.task_statuses (
    code text primary key,
    place integer not null unique,
    is_started boolean not null,
    is_final boolean not null,
    is_paused boolean not null,

    constraint task_statuses_code_check
        check (code ~ '^[a-z][a-z0-9_]{0,39}$')
);

alter table suppliers.task_statuses enable row level security;

comment on table suppliers.task_statuses is
    'Statuses of tasks.';
comment on column suppliers.task_statuses.is_paused is
    'The supplier waits for others; the due date moves by the working days that pass.';
comment on column suppliers.task_statuses.is_final is
    'The task is not open any more.';
