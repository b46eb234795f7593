-- Proves sql/seeds/commerce/settings.sql.j2.
begin;
select plan(1);

select set_eq(
    $$ select name, default_value from core.settings
       where name in (
           'commerce.tax_rate_percent', 'commerce.tax_rounding',
           'commerce.payment_due_seconds', 'commerce.order_snapshot_events'
       ) $$,
    $$ values
        ('commerce.tax_rate_percent', '12'::jsonb), ('commerce.tax_rounding', '"line"'),
        ('commerce.payment_due_seconds', '86400'),
        ('commerce.order_snapshot_events', '50') $$,
    'the settings of orders'
);

select * from finish();
rollback;
