-- Rendered from sql/seeds/commerce/interval_tasks.sql.j2; edit that file, not this one.
-- Seeds of core.interval_tasks: reservations end, events of stock are emitted, and
-- reports are kept.

insert into core.interval_tasks (name, sql_function, period_ms, description)
values
(
    'commerce.run_expire_reservations', 'commerce.run_expire_reservations', 1000,
    'Releases the stock of expired reservations.'
),
(
    'commerce.run_stock_events', 'commerce.run_stock_events', 250,
    'Emits the stock of variants that have moved.'
),
(
    'commerce.cancel_overdue_orders', 'commerce.cancel_overdue_orders', 5000,
    'Cancels orders whose payment is overdue.'
),
(
    'commerce.run_sync_changes', 'commerce.run_sync_changes', 1000,
    'Emits the local changes that a connected source has to take over.'
),
(
    'commerce.run_report_folds', 'commerce.run_report_folds', 5000,
    'Adds new sales and movements to the sums that reports read.'
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
