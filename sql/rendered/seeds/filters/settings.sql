-- Rendered from sql/seeds/filters/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of filters.

insert into core.settings (
    name, default_value, description, is_changeable, value_schema
)
values
(
    'filters.max_cost',
    '10000',
    'Maximum planner cost of counting registered dimensions in one request.',
    true, '{"minimum": 0, "maximum": 1000000000}'
),
(
    'filters.max_values',
    '1000',
    'Maximum number of values per dimension in `within`.',
    true, '{"type": "integer", "minimum": 1, "maximum": 100000}'
),
(
    'filters.rows_per_part',
    '1000000',
    'Rows per part when a new dimension is counted; at most 16 parts.',
    true, '{"type": "integer", "minimum": 1, "maximum": 1000000000}'
),
(
    'filters.replica_reads',
    '["filter_options", "filter_range", "filter_values", "list_dimensions"]',
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
