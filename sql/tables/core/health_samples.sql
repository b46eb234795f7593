-- core.health_samples: the last result of each check, as measured by the watcher.
--
-- health() and metrics() read it for checks that take longer than a caller should wait:
-- a function cannot cancel a statement that runs inside its own statement.

create table core.health_samples (
    name text primary key
    references core.health_checks (name) on delete cascade,
    status text not null,
    value numeric,
    detail text not null,
    took_ms numeric not null,
    has_answered boolean not null,
    sampled_at timestamptz not null,

    constraint health_samples_status_check
        check (status in ('ok', 'warn', 'fail'))
);

alter table core.health_samples enable row level security;

comment on table core.health_samples is
    'The last result of each health check, as measured by the watcher.';
comment on column core.health_samples.took_ms is
    'Duration of the check. Units: milliseconds.';
comment on column core.health_samples.has_answered is
    'False if the query failed or reached its timeout.';
