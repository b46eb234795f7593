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
),
(
    'suppliers.warm_projects', 'sql', 'suppliers.run_warm_projects', 1, 5, 1,
    'Keeps active projects and their templates fresh in the cache.'
),
(
    'suppliers.export_compliance', 'python', null, 5, 60, 1,
    'Writes the archive of a project into the storage. One at a time: it reads much.'
),
(
    'suppliers.sign_export', 'python', null, 10, 5, 1,
    'Signs the download of an archive, with the secret that only the worker has.'
),
(
    'suppliers.delete_export', 'python', null, 10, 60, 1,
    'Deletes an archive from the storage.'
),
(
    'suppliers.announce_dates', 'sql', 'suppliers.run_announce_dates', 3, 60, 1,
    'Tells people which tasks are due soon or overdue.'
),
(
    'suppliers.make_digests', 'sql', 'suppliers.run_make_digests', 3, 60, 1,
    'Makes the digests of users whose hour has come.'
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
