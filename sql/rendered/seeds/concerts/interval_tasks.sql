-- Rendered from sql/seeds/concerts/interval_tasks.sql.j2; edit that file, not this one.
-- Seeds of core.interval_tasks: votes and viewers are counted for trends and for those
-- who watch.

insert into core.interval_tasks (name, sql_function, period_ms, description)
values
(
    'concerts.run_fold_votes', 'concerts.run_fold_votes', 250,
    'Adds new votes to trends and emits the counts of their setlists.'
),
(
    'concerts.run_count_viewers', 'concerts.run_count_viewers', 1000,
    'Forgets viewers without heartbeats and emits the counts of shows.'
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
