-- Proves sql/seeds/commerce/settings.sql.j2.
begin;
select plan(2);

select set_has(
    $$ select name, default_value from core.settings $$,
    $$ values
        ('commerce.publish_needs_image', 'false'::jsonb),
        ('commerce.tax_rounding', '"line"'),
        ('commerce.payment_due_seconds', '86400'),
        ('commerce.order_snapshot_events', '50'),
        ('commerce.hold_limits', '{"reservations": 20, "pieces": 1000}'),
        ('commerce.max_hold_seconds', '86400'),
        ('commerce.hold_rate', '{"requests": 60, "seconds": 60}'),
        ('commerce.time_zone', '"UTC"'), ('commerce.reorder_history_days', '56'),
        ('commerce.reorder_quiet_days', '7'),
        ('commerce.purchase_delay_seconds', '900'),
        ('commerce.over_delivery_percent', '10'), ('commerce.cdn_url', '"/media"'),
        ('commerce.media_max_bytes', '20000000'),
        ('commerce.media_max_pixels', '50000000'),
        ('commerce.media_per_product', '50'),
        ('commerce.media_renditions', '{"thumb": 160, "card": 480, "full": 1600}'),
        ('commerce.media_upload_hours', '24') $$,
    'the settings of commerce'
);
select is(
    core.setting('commerce.cache.product_page') -> 'fresh_seconds', '300'::jsonb,
    'a page is fresh for five minutes'
);

select * from finish();
rollback;
