-- Seeds of core.settings: what an operator may tune in filters.

insert into core.settings (name, default_value, description)
values
(
    'filters.max_cost',
    '15000',
    'Most that one request may cost to count registered dimensions, as Postgres plans.'
),
(
    'filters.max_values',
    '1000',
    'Most values that one dimension of `within` may hold.'
),
(
    'filters.rows_per_part',
    '1000000',
    'Rows of a table for each part in which a new dimension is counted; 16 at most.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);
