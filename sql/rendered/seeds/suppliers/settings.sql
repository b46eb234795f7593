-- Rendered from sql/seeds/suppliers/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of suppliers.

insert into core.settings (name, default_value, description)
values
(
    'suppliers.due_soon_days', '3',
    'A task is due soon within so many working days.'
),
(
    'suppliers.notify_summary_above', '20',
    'Who is told of more tasks at once gets one notification of all.'
),
(
    'suppliers.digest_defaults',
    '{"is_enabled": true, "hour": 7, "timezone": "UTC"}',
    'When users get a digest who have not chosen.'
),
(
    'suppliers.calendar_domain', '"rowhouse.invalid"',
    'The domain in the UIDs of calendar events; a change makes all events new ones.'
),
(
    'suppliers.calendar_rate', '{"requests": 60, "seconds": 3600}',
    'Calls of calendar_feed for each token, where they can be counted; {}: no limit.'
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
