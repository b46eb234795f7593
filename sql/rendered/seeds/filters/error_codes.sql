-- Rendered from sql/seeds/filters/error_codes.sql.j2; edit that file, not this one.
-- Seeds of core.error_codes: the errors of filters, one row per key.

insert into core.error_codes (key, sqlstate, hint)
values
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
('filters.invalid_rows', 'PT422', 'Correct the row in the detail; no row was written.'),
(
    'filters.invalid_store', 'PT422',
    'The detail has the line and the reason; correct the row and load it again.'
),
('filters.too_many_rows', 'PT422', 'Send at most 10,000 rows at a time.'),
(
    'filters.basket_elsewhere', 'PT409',
    'A basket belongs to one store: send that store, or another basket.'
),
(
    'filters.invalid_dimension', 'PT422',
    'Correct the key in the detail, see register_dimension.'
),
(
    'filters.invalid_source', 'PT422',
    'Name a table as <schema>.<table>, quoted, that the owner has listed: '
    'select filters.allow_source(<table>, <columns>).'
),
(
    'filters.source_guarded', 'PT409',
    'Pass p_is_guarded => true if callers may see its values nevertheless.'
),
(
    'filters.source_busy', 'PT409',
    'Try again when long transactions on the table have ended.'
),
(
    'filters.column_changed', 'PT409',
    'Switch the dimension off and on: it is then counted again from the start.'
),
(
    'filters.too_much_to_count', 'PT422',
    'Narrow by more dimensions or by rarer values. The owner can index the column that '
    'narrows.'
),
(
    'filters.truncate_refused', 'PT409',
    'Truncate the whole table, in a READ COMMITTED transaction.'
),
(
    'filters.reshape_refused', 'PT409',
    'See the detail, and rowhouse db partition filters.transactions --dry-run.'
),
(
    'filters.month_has_lines', 'PT409',
    'Delete its lines first: rowhouse db retire filters.transactions.'
),
('filters.unknown_version', 'PT404', 'Send a number of filters.dimension_versions.'),
(
    'filters.not_prunable', 'PT409',
    'Register a master table and prune_after first; the owner must allow the table '
    'for prune with filters.allow_source.'
)
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (
        error_codes.sqlstate,
        error_codes.hint
    )
    is distinct from (
        excluded.sqlstate,
        excluded.hint
    );
