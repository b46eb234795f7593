-- Proves sql/seeds/commerce/settings.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select name, default_value from core.settings $$,
    $$ values
        ('commerce.reorder_history_days', '56'::jsonb),
        ('commerce.reorder_quiet_days', '7'), ('commerce.purchase_delay_seconds', '900'),
        ('commerce.over_delivery_percent', '10') $$,
    'the settings of purchasing'
);

select * from finish();
rollback;
