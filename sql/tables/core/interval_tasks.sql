-- core.interval_tasks: functions that a worker calls at an interval below a minute.
--
-- Each call is a transaction of its own. A task keeps nothing between two calls and
-- may be called by several workers at once; it returns whether more work is left.

create table core.interval_tasks (
    name text primary key,
    sql_function text not null,
    period_ms integer not null,
    description text not null,

    constraint interval_tasks_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint interval_tasks_sql_function_check
        check (sql_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint interval_tasks_period_ms_check
        check (period_ms between 10 and 60000)
);

alter table core.interval_tasks enable row level security;

comment on table core.interval_tasks is
    'Functions that a worker calls again and again, seeded by their modules.';
comment on column core.interval_tasks.sql_function is
    'Name of f() returns boolean: whether to call it again at once.';
comment on column core.interval_tasks.period_ms is
    'Units: milliseconds between two calls.';
