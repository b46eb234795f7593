-- core.health_checks: the measurements that decide whether the installation is healthy.
--
-- One row per measurement; other modules only add rows. `query` is text that a release
-- seeds. It runs read-only and returns one row of (value numeric, detail text). If
-- `fail` is below `warn`, lower values are worse.

create table core.health_checks (
    name text primary key,
    module text not null,
    query text not null,
    warn numeric,
    fail numeric,
    unit text not null,
    meaning text not null,
    remedy text,
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

comment on table core.health_checks is
    'Measurements that health() checks and metrics() shows, with their thresholds.';
comment on column core.health_checks.query is
    'One select of (value numeric, detail text); value null means nothing to measure.';
comment on column core.health_checks.warn is
    'From this value on the check warns; null: never.';
comment on column core.health_checks.fail is
    'From this value on the check fails; below `warn` if lower values are worse.';
comment on column core.health_checks.unit is
    'Prometheus base unit (seconds, bytes, ratio) or the plural of what is counted.';
comment on column core.health_checks.meaning is
    'What the value says; shown with a check that is not ok.';
comment on column core.health_checks.remedy is
    'What to do when it is not ok; null: nothing, as for what has no thresholds.';
comment on column core.health_checks.timeout_ms is
    'Limit of the query''s run time and of its wait for a lock. Units: milliseconds.';
