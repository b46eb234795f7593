-- Rendered from sql/seeds/filters/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of filters.

insert into core.settings (name, default_value, description)
values
(
    'filters.max_cost',
    '10000',
    'Maximum planner cost of counting registered dimensions in one request.'
),
(
    'filters.max_values',
    '1000',
    'Maximum number of values per dimension in `within`.'
),
(
    'filters.rows_per_part',
    '1000000',
    'Rows per part when a new dimension is counted; at most 16 parts.'
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
