-- core.health_samples: what each check last answered to the watcher.
--
-- health() and metrics() answer from here for a check that takes longer than a caller
-- should wait: a function cannot end a statement that runs inside its own statement.

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
grant select on core.health_samples to service_role, app_worker, app_reader;

comment on table core.health_samples is
    'The last answer of each health check, as the watcher took it.';
comment on column core.health_samples.took_ms is
    'Milliseconds that the check took.';
comment on column core.health_samples.has_answered is
    'False when the query failed or was ended by its timeout.';
