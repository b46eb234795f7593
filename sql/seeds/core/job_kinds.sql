-- Seeds of core.job_kinds: the jobs of core itself.

insert into core.job_kinds (kind, handler, sql_function, max_attempts, description)
values
(
    'core.maintain_partitions', 'sql', 'core.run_maintain_partitions', 3,
    'Partitions made ahead, old ones dropped.'
)
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
