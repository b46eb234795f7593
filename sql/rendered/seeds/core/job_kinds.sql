-- Rendered from sql/seeds/core/job_kinds.sql.j2; edit that file, not this one.
-- Seeds of core.job_kinds: the jobs of core itself.

insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, description
)
values
(
    'core.maintain_partitions', 'sql', 'core.run_maintain_partitions', 3, 5,
    'Creates partitions ahead and drops old ones.'
),
(
    'core.seal_audit', 'sql', 'core.run_seal_audit', 3, 5,
    'Seals the audit entries of finished transactions.'
),
(
    'core.apply_retention', 'sql', 'core.run_retention', 3, 5,
    'Deletes rows and partitions past their retention.'
),
(
    'core.erase_person', 'sql', 'core.run_erase_person', 3, 60,
    'Erases the data of a person.'
),
(
    'core.refresh_cache', 'sql', 'core.run_refresh_cache', 3, 5,
    'Renews one cached response.'
),
(
    'core.refresh_view', 'sql', 'core.run_refresh_view', 3, 60,
    'Computes a materialized view anew.'
),
('core.warm_caches', 'sql', 'core.run_warm_caches', 1, 5, 'Keeps responses fresh.'),
('core.prune_cache', 'sql', 'core.run_prune_cache', 3, 5, 'Drops old responses.'),
('core.check_quality', 'sql', 'core.run_quality', 3, 5, 'Runs data quality rules.'),
(
    'core.run_operation', 'sql', 'core.run_operation', 20, 1,
    'Works on a bulk operation for one slice of time.'
),
(
    'core.watch_health', 'sql', 'core.run_health_watch', 1, 1,
    'Runs every health check, opens and clears alerts.'
)
on conflict (kind) do update
set
    handler = excluded.handler,
    sql_function = excluded.sql_function,
    max_attempts = excluded.max_attempts,
    backoff_seconds = excluded.backoff_seconds,
    description = excluded.description
where
    (
        job_kinds.handler,
        job_kinds.sql_function,
        job_kinds.max_attempts,
        job_kinds.backoff_seconds,
        job_kinds.description
    )
    is distinct from (
        excluded.handler,
        excluded.sql_function,
        excluded.max_attempts,
        excluded.backoff_seconds,
        excluded.description
    );
