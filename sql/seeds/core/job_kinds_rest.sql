-- Seeds of core.job_kinds: caches, retention, data quality.

insert into core.job_kinds (kind, handler, sql_function, max_attempts, description)
values
('core.refresh_cache', 'sql', 'core.run_refresh_cache', 3, 'Renew one cached answer.'),
('core.warm_caches', 'sql', 'core.run_warm_caches', 1, 'Renew what is to be warm.'),
('core.prune_cache', 'sql', 'core.run_prune_cache', 3, 'Drop ended answers.'),
('core.apply_retention', 'sql', 'core.run_retention', 3, 'Delete what is too old.'),
('core.check_quality', 'sql', 'core.run_quality', 3, 'Look for bad data.')
on conflict (kind) do update
set
    handler = excluded.handler,
    sql_function = excluded.sql_function,
    max_attempts = excluded.max_attempts,
    description = excluded.description
where
    (
        job_kinds.handler, job_kinds.sql_function, job_kinds.max_attempts,
        job_kinds.description
    )
    is distinct from (
        excluded.handler, excluded.sql_function, excluded.max_attempts,
        excluded.description
    );
