-- Rendered from sql/seeds/suppliers/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: what operators set for suppliers.

insert into core.settings (
    name, default_value, description, is_changeable, value_schema
)
values
(
    'suppliers.cache.supplier_list', '{"fresh_seconds": 600, "stale_seconds": 60}',
    'How long the first page of suppliers is fresh, and then stale.',
    true, '{"type": "object", "required": ["fresh_seconds", "stale_seconds"],
    "additionalProperties": false, "properties": {"fresh_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}, "stale_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}}}'
),
(
    'suppliers.cache.project', '{"fresh_seconds": 600, "stale_seconds": 60}',
    'How long a project is fresh, and then stale.',
    true, '{"type": "object", "required": ["fresh_seconds", "stale_seconds"],
    "additionalProperties": false, "properties": {"fresh_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}, "stale_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}}}'
),
(
    'suppliers.cache.task_templates', '{"fresh_seconds": 600, "stale_seconds": 60}',
    'How long the templates of a project are fresh, and then stale.',
    true, '{"type": "object", "required": ["fresh_seconds", "stale_seconds"],
    "additionalProperties": false, "properties": {"fresh_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}, "stale_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}}}'
),
(
    'suppliers.stale_days', '30',
    'After how many days without a change an open task is a finding.',
    true, '{"type": "integer", "minimum": 0, "maximum": 3650}'
),
(
    'suppliers.certificate_days', '30',
    'How many days before its end a certificate that open tasks need is a finding.',
    true, '{"type": "integer", "minimum": 0, "maximum": 3650}'
),
(
    'suppliers.name_likeness', '0.7',
    'From which likeness, 0 to 1, two names of suppliers are a finding; pg_trgm.',
    true, '{"minimum": 0, "maximum": 1}'
),
(
    'suppliers.cache.forecast', '{"fresh_seconds": 86400, "stale_seconds": 0}',
    'How long a forecast is kept; a change of a task ends it, and so does the next day.',
    true, '{"type": "object", "required": ["fresh_seconds", "stale_seconds"],
    "additionalProperties": false, "properties": {"fresh_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}, "stale_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}}}'
),
(
    'suppliers.compliance_export_days',
    '30',
    'After how many days an archive of export_compliance is deleted from the storage.',
    true, '{"type": "integer", "minimum": 1, "maximum": 3650}'
),
(
    'suppliers.bulk_rate',
    '{"requests": 60, "seconds": 60}',
    'Bulk calls that a user may make, dry runs included; {}: no limit.',
    false, '{"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}'
),
(
    'suppliers.supplier_bulk_rate',
    '{"requests": 120, "seconds": 60}',
    'Bulk calls that the people of a supplier may make together; {}: no limit.',
    false, '{"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}'
),
(
    'suppliers.due_soon_days', '3',
    'A task is due soon within so many working days.',
    true, '{"type": "integer", "minimum": 0, "maximum": 365}'
),
(
    'suppliers.notify_summary_above', '20',
    'From more tasks at once on, a user gets one notification of all.',
    true, '{"type": "integer", "minimum": 0, "maximum": 10000}'
),
(
    'suppliers.digest_defaults',
    '{"is_enabled": true, "hour": 7, "timezone": "UTC"}',
    'When users get a digest who have not chosen.',
    false, '{"type": "object", "required": ["is_enabled", "hour", "timezone"],
    "additionalProperties": false, "properties": {"is_enabled": {"type": "boolean"},
    "hour": {"type": "integer", "minimum": 0, "maximum": 23},
    "timezone": {"type": "string", "minLength": 1, "maxLength": 64}}}'
),
(
    'suppliers.calendar_domain', '"rowhouse.invalid"',
    'The domain in the UIDs of calendar events; a change makes all events new ones.',
    false, '{"type": "string", "maxLength": 253, "pattern":
    "^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$"}'
),
(
    'suppliers.calendar_rate', '{"requests": 60, "seconds": 3600}',
    'Calls of calendar_feed for each token, where they can be counted; {}: no limit.',
    false, '{"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}'
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
