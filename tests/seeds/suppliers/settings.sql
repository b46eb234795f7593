-- Proves sql/seeds/suppliers/settings.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select name, default_value from core.settings $$,
    $$ values
        ('suppliers.due_soon_days', '3'::jsonb),
        ('suppliers.notify_summary_above', '20'),
        ('suppliers.digest_defaults',
        '{"is_enabled": true, "hour": 7, "timezone": "UTC"}'),
        ('suppliers.calendar_domain', '"rowhouse.invalid"'),
        ('suppliers.calendar_rate', '{"requests": 60, "seconds": 3600}') $$,
    'the settings of suppliers'
);

select * from finish();
rollback;
