-- Rendered from sql/seeds/suppliers/interval_tasks.sql.j2; edit that file, not this one.
-- Seeds of core.interval_tasks: months that are over are summed for reports.

insert into core.interval_tasks (name, sql_function, period_ms, description)
values
(
    'suppliers.run_month_sums', 'suppliers.run_month_sums', 60000,
    'Sums the months that are over, for reports of all suppliers.'
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
