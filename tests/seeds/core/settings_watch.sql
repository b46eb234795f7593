-- Proves sql/seeds/core/settings_watch.sql.
begin;
select plan(1);

select set_has(
    $$ select name, default_value from core.settings $$,
    $$ values
        ('core.health_thresholds', '{}'::jsonb),
        ('core.health_budget_ms', '2000'),
        ('core.health_live_ms', '250'),
        ('core.alert_hold_seconds', '60'),
        ('core.operations_per_minute', '10'),
        ('core.operations_at_once', '3'),
        ('core.operation_slice_ms', '1000') $$,
    'every setting of watching and bulk work has its default'
);

select * from finish();
rollback;
