-- core.pulses: what a worker calls every so often, where a minute is too long.
--
-- Each call is a transaction of its own. A pulse keeps nothing between two calls and
-- may be called by several workers at once; it says whether more waits.

create table core.pulses (
    name text primary key,
    sql_function text not null,
    period_ms integer not null,
    description text not null,

    constraint pulses_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint pulses_sql_function_check
        check (sql_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint pulses_period_ms_check
        check (period_ms between 10 and 60000)
);

alter table core.pulses enable row level security;
grant select on core.pulses to service_role, app_worker, app_reader;

comment on table core.pulses is
    'Functions that a worker calls again and again, seeded by their modules.';
comment on column core.pulses.sql_function is
    'Name of f() returns boolean: whether to call it again at once.';
comment on column core.pulses.period_ms is
    'Units: milliseconds between two calls.';
