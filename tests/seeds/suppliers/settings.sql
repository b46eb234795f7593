-- Proves sql/seeds/suppliers/settings.sql.j2.
begin;
select plan(5);

select is_empty(
    $$ select s.name
       from (
           values ('supplier_list'), ('project'), ('task_templates')
       ) as s (name)
       where not core.setting('suppliers.cache.' || s.name)
           ?& array['fresh_seconds', 'stale_seconds'] $$,
    'every cache has its times'
);
select set_has(
    $$ select name, default_value from core.settings $$,
    $$ values
        ('suppliers.stale_days', '30'::jsonb), ('suppliers.certificate_days', '30'),
        ('suppliers.name_likeness', '0.7') $$,
    'the settings of suppliers'
);
select is(
    core.setting('suppliers.cache.forecast'),
    '{"fresh_seconds": 86400, "stale_seconds": 0}',
    'a forecast is kept for its day, and never shown when it is stale'
);
select is(
    (
        select count(*) from core.settings as s
        where
            s.name in ('suppliers.bulk_rate', 'suppliers.supplier_bulk_rate')
            and core._is_rate_limit(s.default_value)
    ),
    2::bigint, 'the limits of bulk calls are limits'
);
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
