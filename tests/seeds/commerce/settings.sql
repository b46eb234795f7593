-- Proves sql/seeds/commerce/settings.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select name, default_value from core.settings
       where starts_with(name, 'commerce.') $$,
    $$ values
        ('commerce.cdn_url', '"/media"'::jsonb),
        ('commerce.media_max_bytes', '20000000'),
        ('commerce.media_max_pixels', '50000000'),
        ('commerce.media_per_product', '50'),
        ('commerce.media_renditions', '{"thumb": 160, "card": 480, "full": 1600}'),
        ('commerce.media_upload_hours', '24') $$,
    'the settings of commerce'
);

select * from finish();
rollback;
