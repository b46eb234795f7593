-- Rendered from sql/seeds/suppliers/job_kinds.sql.j2; edit that file, not this one.
-- Seeds of core.job_kinds: the jobs of suppliers.

insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, concurrency,
    description
)
values
(
    'suppliers.warm_forecasts', 'sql', 'suppliers.run_warm_forecasts', 1, 5, 1,
    'Keeps the forecasts of active projects warm.'
)
on conflict (kind) do update
set
    handler = excluded.handler,
    sql_function = excluded.sql_function,
    max_attempts = excluded.max_attempts,
    backoff_seconds = excluded.backoff_seconds,
    concurrency = excluded.concurrency,
    description = excluded.description
where
    (
        job_kinds.handler,
        job_kinds.sql_function,
        job_kinds.max_attempts,
        job_kinds.backoff_seconds,
        job_kinds.concurrency,
        job_kinds.description
    )
    is distinct from (
        excluded.handler,
        excluded.sql_function,
        excluded.max_attempts,
        excluded.backoff_seconds,
        excluded.concurrency,
        excluded.description
    );
