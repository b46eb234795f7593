-- Rendered from sql/seeds/commerce/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of commerce.

insert into core.settings (name, default_value, description)
values
(
    'commerce.tax_rate_percent',
    '12',
    'Tax rate of new orders; orders that are there keep theirs.'
),
(
    'commerce.tax_rounding',
    '"line"',
    'line: the tax of each line is rounded, half up; document: that of all lines.'
),
(
    'commerce.payment_due_seconds',
    '86400',
    'How long a new order holds its stock without a payment.'
),
(
    'commerce.order_snapshot_events',
    '50',
    'A snapshot of an order is kept after each so many events.'
),
(
    'commerce.reorder_history_days',
    '56',
    'Days of sales from which reorder rules take mean and deviation of demand.'
),
(
    'commerce.reorder_quiet_days',
    '7',
    'Days for which a dismissed proposal is not made again, unless more is needed.'
),
(
    'commerce.purchase_delay_seconds',
    '900',
    'Least time from an approval to the sending of its order, so that others join.'
),
(
    'commerce.over_delivery_percent',
    '10',
    'How much more than ordered is received, in percent of each line.'
),
(
    'commerce.publish_needs_image',
    'false',
    'Whether a product needs an active image to be published.'
),
(
    'commerce.time_zone', '"UTC"',
    'The time zone of the days in reports; counts from the next refresh.'
),
(
    'commerce.cache.product_page', '{"fresh_seconds": 300, "stale_seconds": 60}',
    'How long the page of a product is fresh, and then stale.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (
        settings.default_value,
        settings.description
    )
    is distinct from (
        excluded.default_value,
        excluded.description
    );
