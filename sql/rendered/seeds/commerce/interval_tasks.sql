-- Rendered from sql/seeds/commerce/interval_tasks.sql.j2; edit that file, not this one.
-- Seeds of core.interval_tasks: what commerce does again and again.

insert into core.interval_tasks (name, sql_function, period_ms, description)
values
(
    'commerce.cancel_overdue_orders', 'commerce.cancel_overdue_orders', 5000,
    'Cancels orders whose payment is overdue.'
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
