-- Rendered from sql/seeds/commerce/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of commerce.

insert into core.settings (
    name, default_value, description, is_changeable, value_schema
)
values
(
    'commerce.tax_rounding',
    '"line"',
    'line: the tax of each line is rounded, half up; document: that of all lines.',
    false, '{"enum": ["line", "document"]}'
),
(
    'commerce.payment_due_seconds',
    '86400',
    'How long a new order holds its stock without a payment.',
    true, '{"type": "integer", "minimum": 1, "maximum": 2592000}'
),
(
    'commerce.order_snapshot_events',
    '50',
    'A snapshot of an order is made after each so many events, 0: never; the latest is '
    'kept.',
    true, '{"type": "integer", "minimum": 0, "maximum": 10000}'
),
(
    'commerce.hold_limits',
    '{"reservations": 20, "pieces": 1000}',
    'Most open reservations of a customer, unpaid orders included, and most pieces in '
    'them; a missing key: no limit.',
    false, '{"type": "object", "additionalProperties": false, "properties":
    {"reservations": {"type": "integer", "minimum": 0, "maximum": 1000000000},
    "pieces": {"type": "integer", "minimum": 0, "maximum": 1000000000}}}'
),
(
    'commerce.max_hold_seconds',
    '86400',
    'Longest life of a customer''s open reservation, counted from its creation.',
    true, '{"type": "integer", "minimum": 1, "maximum": 2592000}'
),
(
    'commerce.hold_rate',
    '{"requests": 60, "seconds": 60}',
    'Calls of reserve_stock and place_order that a customer may make; {}: no limit.',
    false, '{"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}'
),
(
    'commerce.reorder_history_days',
    '56',
    'Days of sales from which reorder rules take mean and deviation of demand.',
    true, '{"type": "integer", "minimum": 1, "maximum": 730}'
),
(
    'commerce.reorder_quiet_days',
    '7',
    'Days for which a dismissed proposal is not made again, unless more is needed.',
    true, '{"type": "integer", "minimum": 0, "maximum": 365}'
),
(
    'commerce.purchase_delay_seconds',
    '900',
    'Least time from an approval to the sending of its order, so that others join.',
    true, '{"type": "integer", "minimum": 0, "maximum": 604800}'
),
(
    'commerce.over_delivery_percent',
    '10',
    'How much more than ordered is received, in percent of each line.',
    true, '{"minimum": 0, "maximum": 100}'
),
(
    'commerce.publish_needs_image',
    'false',
    'Whether a product needs an active image to be published.',
    true, '{"type": "boolean"}'
),
(
    'commerce.time_zone', '"UTC"',
    'The time zone of the days in reports; after a change all is summed anew.',
    false, '{"type": "string", "maxLength": 64, "pattern":
    "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"}'
),
(
    'commerce.cache.product_page', '{"fresh_seconds": 300, "stale_seconds": 60}',
    'How long the page of a product is fresh, and then stale.',
    true, '{"type": "object", "required": ["fresh_seconds", "stale_seconds"],
    "additionalProperties": false, "properties": {"fresh_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}, "stale_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}}}'
),
(
    'commerce.cdn_url', '"/media"',
    'What the URLs of images begin with: the CDN, or the storage itself. The default '
    'is a path of the gateway.',
    false, '{"type": "string", "maxLength": 2000, "pattern":
    "^(/|https?://)[^[:space:]]*$"}'
),
(
    'commerce.media_max_bytes', '20000000',
    'Largest upload of an image. Units: bytes.',
    true, '{"type": "integer", "minimum": 1, "maximum": 100000000}'
),
(
    'commerce.media_max_pixels', '50000000',
    'Largest image that is decoded, width times height. Units: pixels.',
    true, '{"type": "integer", "minimum": 1, "maximum": 200000000}'
),
(
    'commerce.media_per_product', '50',
    'Most images of one product.',
    true, '{"type": "integer", "minimum": 1, "maximum": 1000}'
),
(
    'commerce.media_renditions', '{"thumb": 160, "card": 480, "full": 1600}',
    'The longer side of each rendition; a smaller image is not enlarged. Units: pixels.',
    false, '{"type": "object", "additionalProperties": {"type": "integer",
    "minimum": 1, "maximum": 16384}}'
),
(
    'commerce.media_upload_hours', '24',
    'After this time, an upload that was not completed is looked for once more.',
    true, '{"type": "integer", "minimum": 1, "maximum": 720}'
),
(
    'commerce.replica_reads',
    '["inventory_turnover", "sales_summary", "stock_ageing", "stock_as_of", "top_movers"]',
    'RPCs that a replica may answer, if the catalog says that they only read.',
    false, '{"type": "array", "items": {"type": "string", "pattern": "^[a-z_0-9]+$"}}'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description,
    value_schema = excluded.value_schema
where
    (
        settings.default_value,
        settings.description,
        settings.value_schema
    )
    is distinct from (
        excluded.default_value,
        excluded.description,
        excluded.value_schema
    );
