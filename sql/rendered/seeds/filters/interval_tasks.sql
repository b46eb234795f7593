-- Rendered from sql/seeds/filters/interval_tasks.sql.j2; edit that file, not this one.
-- Seeds of core.interval_tasks: folds keep filters fast and emit its events.

insert into core.interval_tasks (name, sql_function, period_ms, description)
values
(
    'filters.run_folds', 'filters.run_folds', 200,
    'Folds changes of transactions into counts and emits events.'
)
on conflict (name) do update
set
    sql_function = excluded.sql_function,
    period_ms = excluded.period_ms,
    description = excluded.description
where
    (
        interval_tasks.sql_function,
        interval_tasks.period_ms,
        interval_tasks.description
    )
    is distinct from (
        excluded.sql_function,
        excluded.period_ms,
        excluded.description
    );
