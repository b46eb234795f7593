-- Seeds of core.error_codes: the catalogue, one line per key.

insert into core.error_codes (key, sqlstate, hint)
values
(
    'core.invalid_argument', 'PT422',
    'Send the argument in the form that the detail names.'
),
(
    'core.invalid_cursor', 'PT422',
    'Send `next` of the previous page unchanged, or null.'
),
('core.invalid_page_size', 'PT422', 'Send a page_size from 1 to 500.'),
(
    'core.not_permitted', 'PT403',
    'Ask an administrator for the app role that the detail names.'
),
(
    'filters.unknown_dimension', 'PT422',
    'Send one of the dimensions that the detail lists.'
),
('filters.unknown_measure', 'PT422', 'Send price or basket_size.'),
(
    'filters.invalid_within', 'PT422',
    'Send {"<dimension>": ["<value>", …]}, see list_dimensions.'
),
('filters.invalid_search', 'PT422', 'Send at most 200 characters to search for.'),
('master.category_cycle', 'PT422', 'Choose a parent that is not below the category.'),
(
    'master.invalid_release', 'PT422',
    'Send {regions, provinces, cities}, as the seed command does.'
)
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (error_codes.sqlstate, error_codes.hint)
    is distinct from (excluded.sqlstate, excluded.hint);
