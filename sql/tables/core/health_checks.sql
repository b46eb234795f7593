-- core.health_checks: what is measured to say whether the installation is well.
--
-- One row per figure; other modules add rows and nothing else. `query` is text that a
-- release seeds, run read-only: one row of (value numeric, detail text). Where `fail`
-- is below `warn`, less is worse.

create table core.health_checks (
    name text primary key,
    module text not null,
    query text not null,
    warn numeric,
    fail numeric,
    unit text not null,
    detail text not null,
    timeout_ms integer not null default 2000,

    constraint health_checks_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint health_checks_module_check
        check (module = split_part(name, '.', 1)),
    constraint health_checks_unit_check
        check (
            unit ~ '^[a-z]+(_[a-z]+)*$'
            and unit !~ '(^|_)(ms|milli.*|micro.*|minutes?|hours?|days?|percent|.b)$'
        ),
    constraint health_checks_thresholds_check
        check (fail is null or warn is null or fail <> warn),
    constraint health_checks_timeout_ms_check
        check (timeout_ms between 1 and 60000)
);

alter table core.health_checks enable row level security;
grant select on core.health_checks to service_role, app_worker, app_reader;

comment on table core.health_checks is
    'Figures that health() judges and metrics() shows, with their thresholds.';
comment on column core.health_checks.query is
    'One select of (value numeric, detail text); value null: nothing to measure.';
comment on column core.health_checks.warn is
    'From here on the check warns; null: it never does.';
comment on column core.health_checks.fail is
    'From here on the check fails; below `warn` when less is worse.';
comment on column core.health_checks.unit is
    'Prometheus base unit (seconds, bytes, ratio) or the plural of what is counted.';
comment on column core.health_checks.detail is
    'What the figure means and what to do about it; shown with a check that is not ok.';
comment on column core.health_checks.timeout_ms is
    'Milliseconds that the query may take or wait for a lock.';
