-- suppliers.task_notices: which task was announced as due soon or overdue, for which
-- date.
--
-- The key makes a notice happen once: a task that gets another date is announced again.

create table suppliers.task_notices (
    task_id bigint not null
    references suppliers.task_instances (id) on delete cascade,
    kind text not null,
    due_on date not null,
    noticed_at timestamptz not null,

    primary key (task_id, kind, due_on),
    constraint task_notices_kind_check
        check (kind in ('due_soon', 'overdue'))
);

-- Serves: retention.
create index task_notices_noticed_at_idx on suppliers.task_notices (noticed_at);

alter table suppliers.task_notices enable row level security;

comment on table suppliers.task_notices is
    'Notices of dates, one for each task, kind and date. Retention: policy '
    'suppliers.task_notices.';
