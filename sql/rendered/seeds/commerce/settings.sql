-- Rendered from sql/seeds/commerce/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of commerce.

insert into core.settings (name, default_value, description)
values
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
    'A snapshot of an order is made after each so many events, 0: never; the latest is '
    'kept.'
),
(
    'commerce.hold_limits',
    '{"reservations": 20, "pieces": 1000}',
    'Most open reservations of a customer, unpaid orders included, and most pieces in '
    'them; a missing key: no limit.'
),
(
    'commerce.max_hold_seconds',
    '86400',
    'Longest life of a customer''s open reservation, counted from its creation.'
),
(
    'commerce.hold_rate',
    '{"requests": 60, "seconds": 60}',
    'Calls of reserve_stock and place_order that a customer may make; {}: no limit.'
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
    'The time zone of the days in reports; after a change all is summed anew.'
),
(
    'commerce.cache.product_page', '{"fresh_seconds": 300, "stale_seconds": 60}',
    'How long the page of a product is fresh, and then stale.'
),
(
    'commerce.cdn_url', '"/media"',
    'What the URLs of images begin with: the CDN, or the storage itself. The default '
    'is a path of the gateway.'
),
(
    'commerce.media_max_bytes', '20000000',
    'Largest upload of an image. Units: bytes.'
),
(
    'commerce.media_max_pixels', '50000000',
    'Largest image that is decoded, width times height. Units: pixels.'
),
(
    'commerce.media_per_product', '50',
    'Most images of one product.'
),
(
    'commerce.media_renditions', '{"thumb": 160, "card": 480, "full": 1600}',
    'The longer side of each rendition; a smaller image is not enlarged. Units: pixels.'
),
(
    'commerce.media_upload_hours', '24',
    'After this time, an upload that was not completed is looked for once more.'
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
