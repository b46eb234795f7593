-- Seeds of core.job_kinds: the jobs of watching and bulk work.

insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, description
)
values
(
    'core.run_operation', 'sql', 'core.run_operation', 20, 1,
    'Works on a bulk operation for one slice of time.'
),
(
    'core.watch_health', 'sql', 'core.run_health_watch', 1, 1,
    'Asks every health check, opens and clears alerts.'
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
        job_kinds.handler, job_kinds.sql_function, job_kinds.max_attempts,
        job_kinds.backoff_seconds, job_kinds.description
    )
    is distinct from (
        excluded.handler, excluded.sql_function, excluded.max_attempts,
        excluded.backoff_seconds, excluded.description
    );
