-- Rendered from sql/seeds/filters/job_kinds.sql.j2; edit that file, not this one.
-- Seeds of core.job_kinds: the jobs of filters.

insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, description
)
values
(
    'filters.tighten_ranges', 'sql', 'filters.run_tighten_ranges', 1, 5,
    'Makes ranges exact where lines were removed or baskets changed.'
),
(
    'filters.prune_dimensions', 'sql', 'filters.run_prune_dimensions', 3, 60,
    'Prunes master rows that have had no line for a long time.'
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
